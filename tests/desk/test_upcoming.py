"""The desk's first page: what is to come, to whom, in which words, and why somebody is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.transactions import commit
from crm.permissions import Role
from crm.reminders.models import Reminder, ReminderState
from crm.reminders.scheduler import tick
from crm.reminders.sources import LeftOut, LinkWanted
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.factories.reminders import Shelf, make_occasion, make_recipient, utc
from tests.pages import post, words_of

NOW = utc("2027-04-22T05:00")
FRIDAY = date(2027, 4, 30)


@pytest.fixture(autouse=True)
def on_a_thursday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_each_day_tells_who_gets_what(shelf: Shelf, secretary: FlaskClient) -> None:
    people = tuple(make_recipient(name=name) for name in ("Dewi", "Yusuf", "Ratna"))
    shelf.held = [make_occasion(on=FRIDAY, title="Rapat April", recipients=people)]
    tick(NOW)

    page = words_of(secretary.get("/desk?days=14").text)

    assert "Tomorrow Friday, 23 April 2027" in page
    assert "Rapat April R03 H-7 · 3 people · e-mail" in page
    assert "08:00 WIB" in page
    assert "Thursday, 29 April 2027" in page


def test_beside_it_stand_the_exact_words_and_why_not(shelf: Shelf, secretary: FlaskClient) -> None:
    wish = LinkWanted(purpose="rsvp", expires_at=NOW + timedelta(days=20))
    guest = make_recipient(name="Ann", language="en", link=wish)
    maya = LeftOut(make_recipient(name="dr. Maya"), "already said yes")
    shelf.held = [
        make_occasion(on=FRIDAY, title="Rapat April", recipients=(guest,), left_out=(maya,))
    ]
    tick(NOW)

    page = words_of(secretary.get("/desk").text)

    assert "In 7 days: Rapat" in page
    assert "a button with their own link" in page
    assert "Why not: 1 person dr. Maya already said yes" in page


def test_people_of_several_zones_share_a_line(shelf: Shelf, secretary: FlaskClient) -> None:
    east = make_recipient(zone="Asia/Jayapura")
    shelf.held = [make_occasion(on=FRIDAY, recipients=(make_recipient(), east))]
    tick(NOW)

    assert "08:00 local time" in words_of(secretary.get("/desk").text)


def test_one_person_can_be_taken_out(shelf: Shelf, secretary: FlaskClient) -> None:
    people = (make_recipient(name="Dewi"), make_recipient(name="Yusuf"))
    shelf.held = [make_occasion(on=FRIDAY, recipients=people)]
    tick(NOW)
    first = db.session.scalars(
        sa.select(Reminder).where(Reminder.recipient_name == "Dewi", Reminder.step == "H-7")
    ).one()

    answer = post(secretary, f"/desk/reminders/{first.id}/deletion", page="/desk")
    tick(NOW + timedelta(minutes=1))
    tick(utc("2027-04-23T02:00"))
    db.session.expire_all()

    assert answer.status_code == 302
    assert first.state is ReminderState.SKIPPED
    assert "Skipped by" in first.reason["en"]
    again = post(secretary, f"/desk/reminders/{first.id}/deletion", page="/desk")
    assert again.status_code == 409


def test_an_empty_desk_teaches(shelf: Shelf, secretary: FlaskClient) -> None:
    tick(NOW)

    assert "Nothing is to be sent" in words_of(secretary.get("/desk").text)


def test_the_head_says_when_the_clock_stands_still(shelf: Shelf, secretary: FlaskClient) -> None:
    tick(NOW - timedelta(minutes=2))
    calm = words_of(secretary.get("/desk").text)
    tick(NOW - timedelta(minutes=1))
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        late = words_of(secretary.get("/desk").text)

    assert "stands still" not in calm
    assert "The clock of reminders stands still" in late


def test_a_filter_that_no_page_of_ours_writes_is_refused(
    shelf: Shelf, secretary: FlaskClient
) -> None:
    assert secretary.get("/desk?secret=1").status_code == 400
    assert secretary.get("/desk?chosen=999999").status_code == 404
    assert secretary.get("/desk?days=x&chosen=abc").status_code == 200


@pytest.mark.parametrize(
    ("role", "status"), [(Role.BOARD, 200), (Role.ADMIN, 200), (Role.PARTNER, 403)]
)
def test_the_board_and_the_admin_look_partners_do_not(
    shelf: Shelf, sign_in: SignIn, role: Role, status: int
) -> None:
    user = make_user(role, totp_secret="JBSWY3DPEHPK3PXP")
    commit()

    assert sign_in(user).get("/desk").status_code in {status, 302}


def test_the_board_changes_nothing(shelf: Shelf, sign_in: SignIn, app: object) -> None:
    shelf.held = [make_occasion(on=FRIDAY)]
    tick(NOW)
    board = make_user(Role.BOARD, language="en")
    commit()
    browser = sign_in(board)
    reminder = db.session.scalars(sa.select(Reminder)).first()
    assert reminder is not None

    assert ">Skip<" not in browser.get("/desk").text
    refused = post(browser, f"/desk/reminders/{reminder.id}/deletion", page="/desk")
    assert refused.status_code == 403


@pytest.mark.parametrize("subjects", [2, 40])
def test_the_page_costs_the_same_for_any_number_of_reminders(
    shelf: Shelf, secretary: FlaskClient, count_queries: CountQueries, subjects: int
) -> None:
    shelf.held = [make_occasion(on=FRIDAY, title=f"Rapat {n}") for n in range(subjects)]
    tick(NOW)
    commit()

    with count_queries() as statements:
        assert secretary.get("/desk").status_code == 200

    assert len(statements) <= 14


def test_a_long_list_goes_on_by_key(shelf: Shelf, secretary: FlaskClient) -> None:
    people = tuple(make_recipient(name=f"Orang {n}") for n in range(210))
    shelf.held = [make_occasion(on=FRIDAY, recipients=people)]
    tick(NOW)

    first = secretary.get("/desk").text
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]

    assert "Rapat" in secretary.get(following.replace("&amp;", "&")).text


def test_words_are_honest_when_the_room_no_longer_offers_it(
    shelf: Shelf, secretary: FlaskClient
) -> None:
    shelf.held = [make_occasion(on=FRIDAY)]
    tick(NOW)
    shelf.held = [replace(shelf.held[0], subject_id=99999)]

    assert "has no example now" in words_of(secretary.get("/desk").text)
