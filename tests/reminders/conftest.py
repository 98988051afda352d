"""A shelf of occasions in place of the rooms, and the rule that reminds of them."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.transactions import commit
from crm.reminders.models import Rule
from crm.reminders.sources import DATE_MOVED
from crm.reminders.terms import read_steps
from tests.factories.reminders import Shelf


@pytest.fixture(autouse=True)
def own_sources(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test put sources of its own in place of the rooms'."""
    if "app" not in request.fixturenames:
        yield
        return
    app: Flask = request.getfixturevalue("app")
    before = app.extensions["mitra.sources"]
    yield
    app.extensions["mitra.sources"] = before


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """Occasions of meetings that near, told a week and a day before by e-mail."""
    made = Shelf()
    app.extensions["mitra.sources"] = (DATE_MOVED, made.source)
    write_rule("R03", "H-7, H-1", ["email"])
    return made


def write_rule(code: str, steps: str, channels: list[str]) -> Rule:
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == code)).one()
    rule.steps = [step.as_row() for step in read_steps(steps)]
    rule.channels = channels
    commit()
    return rule
