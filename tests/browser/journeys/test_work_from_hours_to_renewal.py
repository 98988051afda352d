"""Work from its hours to its renewal: on a phone, then judged, closed, and taken up once more.

How it came about is told by `test_sharing_by_link`: proposed, countered, agreed, approved, papers.
"""

from datetime import timedelta

import pytest
from flask import Flask

from crm.accounts.models import User
from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.permissions import Role
from crm.sharing.housekeeping import move_with_time
from crm.sharing.models import Assignment, State
from tests.browser.conftest import NewReader
from tests.browser.reading import Reader
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_assignment, make_cast

pytestmark = pytest.mark.both_engines

MARKS = ("skill", "reliability", "cooperation", "support", "result")


@pytest.fixture
def cast(app: Flask, language: str) -> Cast:
    cast = make_cast()
    for user in (cast.dewi_user, cast.yusuf_user, cast.secretariat):
        user.language = language
    return cast


@pytest.fixture
def ratna(cast: Cast, language: str) -> User:
    user = make_user(Role.EXPERT, name=cast.ratna.name, language=language)
    cast.ratna.user_id = user.id
    return user


@pytest.fixture
def work(cast: Cast) -> Assignment:
    """Three hours, agreed and under way; the last day is in ten days."""
    made = make_assignment(cast, starts_on=today() - timedelta(days=20))
    made.current.ends_on = today() + timedelta(days=10)
    made.current.planned_minutes = 180
    made.current.required = ["home_head", "host_head", "person"]
    made.state, made.number_in_force = State.ACTIVE, 1
    commit()
    return made


def judged(reader: Reader) -> None:
    reader.follow("Evaluate")
    for mark in MARKS:
        reader.page.locator(f'input[name="{mark}"][value="3"]').check()
    reader.write("How much of the goal was reached, in percent", "90")
    reader.tick("I would do this again")


def test_hours_on_a_phone_then_judged_closed_and_renewed(
    signed_in_page: NewReader, cast: Cast, ratna: User, work: Assignment
) -> None:
    page = f"/sharing/assignments/{work.id}"

    # Ratna notes three hours on her phone; a day that has not come is said, nothing typed is lost
    helper = signed_in_page(ratna, size="phone")
    helper.open(page)
    helper.follow("Note hours")
    helper.write("Day of work", (today() + timedelta(days=1)).isoformat())
    helper.write("Hours worked", "3")
    helper.write("What was done", "Mengatalog 20 judul")
    helper.press("Note", refused=422)
    assert helper.field("What was done").input_value() == "Mengatalog 20 judul"
    helper.write("Day of work", today().isoformat())
    helper.press("Note")
    helper.sees("waits for the host")
    helper.shown("journey-work-hours-phone")

    # Yusuf confirms with one press; with that all planned hours are worked
    host = signed_in_page(cast.yusuf_user)
    host.open(page)
    host.follow("Confirm hours")
    host.press(host.said("Confirm %(hours)s hours", hours="3"))
    host.sees(host.said("by %(name)s", name=cast.yusuf_user.name))
    assert move_with_time() == 1

    # both say what they think
    host.open(page)
    judged(host)
    host.press("Send the evaluation")
    helper.open(page)
    judged(helper)
    helper.press("Send the evaluation")
    helper.shown("journey-work-judged-phone")

    # the secretariat closes it
    staff = signed_in_page(cast.secretariat)
    staff.open(page)
    staff.press("Close")
    staff.sees("Closed")

    # and the home takes it up once more: a draft whose first day follows the last one
    home = signed_in_page(cast.dewi_user, theme="dark")
    home.open(page)
    home.follow("Renew")
    follows = (today() + timedelta(days=11)).isoformat()
    assert home.field("First day").input_value() == follows
    home.press("Keep as draft")
    home.sees("follows without a gap")
    home.shown("journey-work-renewed")
    db.session.expire_all()
    assert work.state is State.CLOSED
