"""The database's own guard over the trail: rows are added, never changed or removed."""

from alembic import op

revision = "20261124c"
down_revision = "20261124b"
branch_labels = None
depends_on = None

SQLITE = (
    (
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT "
        "RAISE(ABORT, 'the trail is never changed'); END"
    ),
    (
        "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT "
        "RAISE(ABORT, 'the trail is never changed'); END"
    ),
)
SQLITE_UNDO = (
    "DROP TRIGGER IF EXISTS audit_entry_no_update",
    "DROP TRIGGER IF EXISTS audit_entry_no_delete",
)
POSTGRESQL = (
    (
        "CREATE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the trail is never changed'; END $$"
    ),
    (
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry FOR EACH "
        "ROW EXECUTE FUNCTION audit_entry_stands()"
    ),
    (
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH "
        "STATEMENT EXECUTE FUNCTION audit_entry_stands()"
    ),
)
POSTGRESQL_UNDO = (
    "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
    "DROP TRIGGER IF EXISTS audit_entry_no_truncate ON audit_entry",
    "DROP FUNCTION IF EXISTS audit_entry_stands()",
)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_UNDO if on_sqlite else POSTGRESQL_UNDO:
        op.execute(statement)
