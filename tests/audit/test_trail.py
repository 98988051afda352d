"""The trail cannot be changed unseen (reliability A42, F30)."""

import random

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from crm.audit.guards import GUARDS
from crm.audit.models import AuditEntry
from crm.audit.sealing import faults, seal_entries
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit, rollback
from crm.network.queries import the_network
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.pages import post

pytestmark = pytest.mark.both_engines

EDITS = 60


def fill(entries: int) -> None:
    network = the_network()
    for number in range(entries):
        network.change(by=SYSTEM, phone=str(number))
        commit()


def test_every_single_changed_byte_is_found(app: object) -> None:
    fill(30)
    assert seal_entries() == 30
    assert list(faults()) == []
    dice, found = random.Random(7), 0
    for _ in range(EDITS):
        entry = db.session.get_one(AuditEntry, dice.randint(1, 30))
        column = dice.choice(["actor", "fact", "reason", "role", "subject_kind"])
        old = getattr(entry, column)
        at = dice.randrange(len(old) + 1)
        tampered = old[:at] + dice.choice("xyz") + old[at + 1 :]
        _by_force(entry.id, column, tampered)
        found += bool(list(faults()))
        _by_force(entry.id, column, old)

    print(f"F30: {found} of {EDITS} single-byte edits found")
    assert found == EDITS
    assert list(faults()) == []


def _by_force(entry_id: int, column: str, value: str) -> None:
    """What only the owner of the database can do: switch the guard off and change a row."""
    rollback()
    with db.engine.begin() as connection:
        off, on = _switches(connection.dialect.name)
        for statement in off:
            connection.exec_driver_sql(statement)
        connection.execute(
            sa.update(AuditEntry).where(AuditEntry.id == entry_id).values({column: value})
        )
        for statement in on:
            connection.exec_driver_sql(statement)


def _switches(dialect: str) -> tuple[list[str], list[str]]:
    if dialect == "postgresql":
        return (
            ["ALTER TABLE audit_entry DISABLE TRIGGER USER"],
            ["ALTER TABLE audit_entry ENABLE TRIGGER USER"],
        )
    names = ["audit_entry_no_update", "audit_entry_no_delete"]
    return [f"DROP TRIGGER {name}" for name in names], GUARDS["sqlite"]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"]
)
def test_the_database_itself_refuses_to_change_the_trail(app: object, statement: str) -> None:
    fill(1)

    with pytest.raises(DBAPIError):
        db.session.execute(sa.text(statement))
    rollback()

    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 1


def test_a_missing_entry_is_found(app: object) -> None:
    fill(5)
    seal_entries()
    rollback()
    with db.engine.begin() as connection:
        for statement in _switches(connection.dialect.name)[0]:
            connection.exec_driver_sql(statement)
        connection.execute(sa.delete(AuditEntry).where(AuditEntry.id == 3))

    assert list(faults())


def test_the_page_tells_who_did_what(sign_in: SignIn) -> None:
    browser = sign_in(make_user(Role.ADMIN, name="Sari Wulandari"))
    form = {
        "name": "JPK baru",
        "short_name": "JPK",
        "secretariat_code": "SEK",
        "city": "Jakarta",
        "zone": "Asia/Jakarta",
    }
    assert post(browser, "/settings", form).status_code == 303

    page = browser.get("/audit").text

    assert "Sari Wulandari mengubah pengaturan jaringan." in page
