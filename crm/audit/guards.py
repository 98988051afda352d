"""The database's own guard over the trail: rows are added, never changed or removed (A42)."""

import sqlalchemy as sa
from sqlalchemy import event

from crm.audit.models import AuditEntry

GUARDS: dict[str, list[str]] = {
    "sqlite": [
        (
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END"
        ),
        (
            "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END"
        ),
    ],
    "postgresql": [
        (
            "CREATE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$"
        ),
        (
            "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_entry_stands()"
        ),
        (
            "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stands()"
        ),
    ],
}


def _set_guards(_table: object, connection: sa.Connection, **_options: object) -> None:
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


event.listen(AuditEntry.__table__, "after_create", _set_guards)
