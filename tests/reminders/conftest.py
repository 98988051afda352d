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


@pytest.fixture
def shelf(app: Flask) -> Iterator[Shelf]:
    """Occasions of meetings that near, told a week and a day before by e-mail."""
    before = app.extensions["mitra.sources"]
    made = Shelf()
    app.extensions["mitra.sources"] = (DATE_MOVED, made.source)
    write_rule("R03", "H-7, H-1", ["email"])
    yield made
    app.extensions["mitra.sources"] = before


def write_rule(code: str, steps: str, channels: list[str]) -> Rule:
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == code)).one()
    rule.steps = [step.as_row() for step in read_steps(steps)]
    rule.channels = channels
    commit()
    return rule
