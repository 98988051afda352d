"""A stolen dump opens nothing (F15, A20), and what is revoked is dead at the very next request (F24)."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.accounts import session
from crm.accounts.administration import end_sessions
from crm.accounts.invitations import invite
from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.core.actors import SYSTEM
from crm.core.db import Model, db
from crm.core.transactions import commit
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.security.seeded import Seeded, seeded

TRIALS = 40
DOORS = ("c", "u", "setup")
HIDDEN = 404
LONG = re.compile(r"[\w.+/=$:-]{16,}")
TOKEN = re.compile(r"[\w.+=$:-]+")
"""What can stand at the end of a link; blanks and signs of sentences never do."""


def every_string() -> set[str]:
    """Each text of the whole database, and each long word in it."""
    found: set[str] = set()
    for table in Model.metadata.sorted_tables:
        for row in db.session.execute(sa.select(table)):
            for value in row:
                text = str(value)
                found.update([text[:200], *LONG.findall(text)])
    return found


def test_no_string_of_a_dump_opens_anything(app: Flask) -> None:
    house: Seeded = seeded(app)
    account = db.session.scalars(sa.select(User).where(User.role == Role.ADMIN)).one()
    invite(account)
    commit()
    strings = sorted(one for one in every_string() if 16 <= len(one) <= 200)
    visitor, accepted = app.test_client(), []

    for string in strings:
        visitor.set_cookie(session.cookie_name(), string.encode("ascii", "ignore").decode())
        if visitor.get("/account").status_code == 200:
            accepted.append(("session", string))
        accepted += [
            (door, string)
            for door in (DOORS if TOKEN.fullmatch(string) else ())
            if visitor.get(f"/{door}/{string}").status_code != HIDDEN
        ]

    print(f"F15, A20: {len(strings)} strings of a dump tried, {len(accepted)} accepted")
    assert len(strings) > 50
    assert accepted == []
    assert house.told["users"][0]["password"] not in strings


REVOCATIONS: dict[str, Callable[[User, str], None]] = {
    "sign-out": lambda user, _hash: end_sessions(user),
    "closed": lambda user, _hash: user.close(by=SYSTEM),
    "role": lambda user, _hash: user.change(by=SYSTEM, role=Role.BOARD),
    "password": lambda user, new_hash: user.set_password(new_hash),
}


@pytest.mark.parametrize("way", REVOCATIONS)
def test_what_is_revoked_is_dead_at_the_next_request(app: Flask, sign_in: SignIn, way: str) -> None:
    alive, new_hash = 0, hashed("kunci pintu perpustakaan baru")
    for _ in range(TRIALS):
        user = make_user(Role.SECRETARIAT)
        browser = sign_in(user)
        assert browser.get("/account").status_code == 200
        REVOCATIONS[way](user, new_hash)
        commit()
        alive += browser.get("/account").status_code == 200

    print(f"F24: {TRIALS} times {way}, {alive} sessions still alive")
    assert alive == 0
