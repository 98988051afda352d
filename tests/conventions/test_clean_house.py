"""The house is as installed for each test, whatever the one before it has done."""

import pytest
import sqlalchemy as sa

from crm.core.db import db
from tests.houses import House

SWITCHED_OFF = {
    "sqlite": "DROP TRIGGER audit_entry_no_delete",
    "postgresql": "ALTER TABLE audit_entry DISABLE TRIGGER USER",
}
GUARDS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = 'audit_entry_no_delete'",
    "postgresql": "SELECT count(*) FROM pg_trigger"
    " WHERE tgrelid = 'audit_entry'::regclass AND NOT tgisinternal AND tgenabled = 'D'",
}


@pytest.mark.both_engines
def test_a_guard_that_a_test_took_away_stands_again(house: House) -> None:
    with house.app.app_context():
        engine = db.engine.dialect.name
        before = _guards(engine)
        with db.engine.begin() as connection:
            connection.exec_driver_sql(SWITCHED_OFF[engine])
        assert _guards(engine) != before
    house.clean()

    with house.app.app_context():
        assert _guards(engine) == before


def _guards(engine: str) -> int:
    with db.engine.connect() as connection:
        return connection.scalar(sa.text(GUARDS[engine])) or 0
