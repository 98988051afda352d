"""Words to pass on by hand, and the list of what was skipped."""

from datetime import timedelta

import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.models import Reminder, ReminderState
from crm.reminders.scheduler import tick
from crm.reminders.sources import LeftOut, LinkWanted
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.reminders import Shelf, make_occasion, make_recipient, utc
from tests.pages import post, words_of
from tests.reminders.conftest import write_rule

BEFORE, DUE = utc("2027-04-22T05:00"), utc("2027-04-23T02:00")


def prepare(shelf: Shelf) -> Link:
    write_rule("R03", "H-7", ["copy"])
    wish = LinkWanted(purpose="rsvp", expires_at=clock.now() + timedelta(days=900))
    person = make_recipient(name="Yusuf", link=wish)
    left = LeftOut(make_recipient(name="dr. Maya"), "already said yes")
    day = utc("2027-04-30T03:00").date()
    shelf.held = [make_occasion(on=day, recipients=(person,), left_out=(left,))]
    tick(BEFORE)
    tick(DUE)
    return db.session.scalars(sa.select(Link)).one()


def test_words_wait_with_the_readers_own_link_until_they_are_ticked_off(
    shelf: Shelf, secretary: FlaskClient
) -> None:
    link = prepare(shelf)
    page = secretary.get("/desk/by-hand").text
    assert link.secret in page
    assert "Yusuf" in page

    waiting = db.session.scalars(
        sa.select(Reminder).where(Reminder.state == ReminderState.QUEUED)
    ).one()
    post(secretary, f"/desk/by-hand/{waiting.id}", page="/desk/by-hand")
    db.session.expire_all()

    assert waiting.state is ReminderState.DONE
    assert "Nothing waits to be passed on" in words_of(secretary.get("/desk/by-hand").text)


def test_who_has_answered_meanwhile_is_not_written_to_by_hand(
    shelf: Shelf, secretary: FlaskClient
) -> None:
    prepare(shelf).used_at = clock.now()
    commit()

    tick(DUE + timedelta(minutes=1))

    assert "Nothing waits to be passed on" in words_of(secretary.get("/desk/by-hand").text)


def test_only_the_secretariat_sees_those_links(shelf: Shelf, sign_in: SignIn) -> None:
    link = prepare(shelf)
    board = make_user(Role.BOARD, language="en")
    commit()

    page = sign_in(board).get("/desk/by-hand").text

    assert "Yusuf" in page
    assert link.secret not in page


def test_whoever_was_skipped_stands_there_with_the_reason(
    shelf: Shelf, secretary: FlaskClient
) -> None:
    prepare(shelf)

    page = words_of(secretary.get("/desk/skipped").text)

    assert "dr. Maya already said yes" in page
    assert "R03 H-7" in page
    assert "Nothing was skipped" in words_of(secretary.get("/desk/skipped?rule=R11").text)
