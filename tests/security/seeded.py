"""A house with two institutions that must not see each other, and browsers of everybody in it."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from crm.accounts import session
from crm.accounts.models import User
from crm.core.db import Model, db
from crm.core.transactions import commit
from crm.demo.seeding import seed_two_institutions
from tests.pages import token_on

APART = {"static", "sessions.destroy", "health.csp", "languages.create", "themes.create"}
NOT_DATA = {"rate_bucket", "signed_in", "tick"}
WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)", re.IGNORECASE)


@dataclass
class Seeded:
    """What the seed printed, and one signed-in browser for each of its users."""

    app: Flask
    told: dict[str, Any]
    browsers: dict[str, FlaskClient] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def canary(self) -> str:
        return str(self.told["canary"])

    def name_of(self, user: dict[str, Any]) -> str:
        return f"{user['role']}:{user['institution'] or '-'}"

    @property
    def outsiders(self) -> list[str]:
        """Everybody who must find nothing of B: those of A, and a stranger."""
        of_a = [self.name_of(user) for user in self.told["users"] if user["institution"] == "A"]
        return [*of_a, "stranger"]


def seeded(app: Flask) -> Seeded:
    """Seed the house and sign everybody in."""
    house = Seeded(app, seed_two_institutions())
    for user in house.told["users"]:
        account = db.session.scalars(sa.select(User).where(User.email == user["email"])).one()
        secret = session.sign_in(account)
        commit()
        browser = app.test_client()
        browser.set_cookie(session.cookie_name(), secret)
        house.browsers[house.name_of(user)] = browser
        house.tokens[house.name_of(user)] = token_on(browser.get("/account").text)
    stranger = app.test_client()
    house.browsers["stranger"] = stranger
    house.tokens["stranger"] = token_on(stranger.get("/sign-in").text)
    return house


def rules(app: Flask, method: str) -> Iterator[Rule]:
    """Every rule of the application that takes a method, static files left out."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if method in (rule.methods or ()) and rule.endpoint not in APART:
            yield rule


def address(rule: Rule, number: int | str) -> str:
    """A rule's address with the same number in every place of it."""
    return re.sub(r"<[^>]+>", str(number), rule.rule)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables to which anything is written in the block, be it kept or taken back."""
    found: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.update(set(WRITES.findall(statement)) - NOT_DATA)

    for engine in db.engines.values():
        sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        for engine in db.engines.values():
            sa.event.remove(engine, "before_cursor_execute", note)


def fingerprint() -> str:
    """A digest over every row of every table, but for traces that any request may leave."""
    digest = hashlib.sha256()
    for table in Model.metadata.sorted_tables:
        if table.name not in NOT_DATA:
            digest.update(table.name.encode())
            for row in db.session.execute(sa.select(table).order_by(*table.primary_key)):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
