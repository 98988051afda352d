"""The desk with occasions of our own in place of the rooms'."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.core.transactions import commit
from crm.permissions import Role
from crm.reminders.sources import DATE_MOVED
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.reminders import Shelf
from tests.reminders.conftest import write_rule


@pytest.fixture
def shelf(app: Flask) -> Iterator[Shelf]:
    """Occasions of meetings that near, told a week and a day before by e-mail."""
    before = app.extensions["mitra.sources"]
    made = Shelf(audiences={"invitees": "Those who accepted", "chair": "The chair"})
    app.extensions["mitra.sources"] = (DATE_MOVED, made.source)
    write_rule("R03", "H-7, H-1", ["email"])
    yield made
    app.extensions["mitra.sources"] = before


@pytest.fixture
def secretary(sign_in: SignIn) -> FlaskClient:
    user = make_user(Role.SECRETARIAT, language="en")
    commit()
    return sign_in(user)
