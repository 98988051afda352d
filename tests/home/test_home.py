"""The first page of each role: what waits, what nears, what went out, who belongs to us."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db, save
from crm.gatherings.models import ActionItem
from crm.home.desk_lines import last_working_day
from crm.home.first_page import in_words
from crm.home.standing import bar_of
from crm.home.waiting import waiting_for
from crm.institutions.models import MembershipState
from crm.institutions.queries import today
from crm.permissions import Role
from crm.reminders.models import Message, MessageState
from crm.sharing.negotiation import propose
from tests.conftest import CountQueries, SignIn
from tests.factories.gatherings import make_gathering, make_invited, make_invitee
from tests.factories.register import make_institution, make_person, make_user
from tests.factories.sharing import make_assignment, make_cast
from tests.pages import words_of

DAY = timedelta(days=1)
MONDAY = datetime(2027, 3, 1, 2, tzinfo=UTC)


def make_letter(**given: object) -> Message:
    number = len(db.session.new) + clock.now().microsecond
    return save(
        Message(
            **{
                "dedupe_key": f"key {number} {given}",
                "kind": "x",
                "next_at": clock.now(),
                "message_id": f"<{number}@x>",
                "recipient": "a@b.example",
                "subject": "s",
                "body_text": "t",
                "attachments": [],
                "created_at": clock.now(),
                **given,
            }
        )
    )


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/")

    assert answer.status_code == 303
    assert answer.location.endswith("/sign-in")


@time_machine.travel(MONDAY, tick=False)
def test_the_date_is_the_title_and_the_day_is_one_sentence(sign_in: SignIn) -> None:
    in_indonesian, in_english = make_user(), make_user(language="en")
    meeting = make_gathering()
    save(
        ActionItem(
            gathering=meeting,
            what="Kirim daftar 400 judul",
            due_on=today() - DAY,
            created_at=MONDAY,
        )
    )
    make_institution(state=MembershipState.APPLIED, name="Poltekkes Kasuari Mandiri")

    indonesian = words_of(sign_in(in_indonesian).get("/").text)
    english = words_of(sign_in(in_english).get("/").text)

    assert "Senin, 1 Maret 2027" in indonesian
    assert "Dua hal menunggu Anda, satu di antaranya terlambat." in indonesian
    assert "Monday, 1 March 2027" in english
    assert "Two things wait for you, one of them late." in english


def test_what_is_late_stands_first_then_what_waits_longest(app: Flask) -> None:
    secretary = make_user()
    meeting = make_gathering()
    for what, due in (("Nanti", today() + DAY), ("Terlambat", today() - DAY), ("Kini", today())):
        save(ActionItem(gathering=meeting, what=what, due_on=due, created_at=clock.now()))
    make_institution(state=MembershipState.VERIFIED, name="Tanpa tanggal")

    titles = [line.title for line in waiting_for(secretary)]

    assert titles == ["Terlambat", "Kini", "Nanti", "Tanpa tanggal"]


def test_far_promises_do_not_wait_yet(app: Flask) -> None:
    secretary = make_user()
    far = today() + timedelta(days=8)
    save(ActionItem(gathering=make_gathering(), what="Jauh", due_on=far, created_at=clock.now()))

    assert waiting_for(secretary) == []


def test_a_partner_is_asked_for_answers_and_for_the_own_data(sign_in: SignIn) -> None:
    own = make_institution(state=MembershipState.ACTIVE, last_confirmed_on=date(2020, 1, 1))
    partner = make_user(Role.PARTNER, institution_id=own.id, language="en")
    later = clock.now() + timedelta(days=20)
    make_invitee(make_invited(starts_at=later, title="Rapat Rutin"), own)
    make_institution(state=MembershipState.APPLIED, name="Bukan urusannya")

    page = words_of(sign_in(partner).get("/").text)

    assert "Will you come? Rapat Rutin" in page
    assert "Check the data of your institution and confirm them" in page
    assert "Bukan urusannya" not in page
    assert "Partnership" not in page


@pytest.mark.parametrize("months", [11, None])
def test_data_confirmed_within_a_year_ask_for_nothing(app: Flask, months: int | None) -> None:
    confirmed = today() - timedelta(days=30 * months) if months else None
    state = MembershipState.ACTIVE if months else MembershipState.PROSPECT
    own = make_institution(state=state, last_confirmed_on=confirmed)

    assert waiting_for(make_user(Role.PARTNER, institution_id=own.id)) == []


@time_machine.travel(datetime(2027, 2, 24, 2, tzinfo=UTC), tick=False)
def test_a_promise_of_staff_waits_for_whom_it_awaits(app: Flask) -> None:
    cast = make_cast()
    propose(make_assignment(cast), by=cast.dewi_user)
    db.session.flush()

    (line,) = waiting_for(cast.yusuf_user)

    assert line.title.endswith("Ratna Prameswari ke RSUD Puspa Lentera")
    assert line.act_url.startswith("/sharing/assignments/")
    assert waiting_for(cast.dewi_user) == []
    assert waiting_for(make_user(Role.PARTNER, institution_id=make_institution().id)) == []


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page_that_teaches_when_nothing_waits(
    sign_in: SignIn, role: Role
) -> None:
    own = make_institution().id if role is Role.PARTNER else None
    browser = sign_in(make_user(role, institution_id=own, language="en"))

    page = browser.get("/")

    assert page.status_code == 200
    assert "Nothing waits for you." in words_of(page.text)
    assert "m-empty" in page.text


def test_letters_that_did_not_arrive_wait_for_whoever_mends_them(app: Flask) -> None:
    make_letter(state=MessageState.DEAD)
    make_letter(state=MessageState.DEAD)

    assert ["2" in line.title for line in waiting_for(make_user())] == [True]
    assert waiting_for(make_user(Role.BOARD)) == []
    assert waiting_for(make_user(Role.CAMPAIGN_MANAGER)) == []


@time_machine.travel(MONDAY, tick=False)
def test_what_went_out_is_counted_since_the_last_working_day(sign_in: SignIn) -> None:
    make_letter(state=MessageState.SENT, created_at=MONDAY - 2 * DAY)
    make_letter(state=MessageState.SENT, created_at=MONDAY - 9 * DAY)
    make_letter(state=MessageState.QUEUED)

    page = words_of(sign_in(make_user(language="en")).get("/").text)

    assert "Gone out since Friday" in page
    assert "Sent 1 letter On the way 1 Did not arrive 0" in page
    assert "Gone out" not in sign_in(make_user(Role.EXPERT, language="en")).get("/").text


def test_the_working_day_before_monday_is_friday() -> None:
    assert last_working_day(date(2027, 3, 1)) == date(2027, 2, 26)
    assert last_working_day(date(2027, 3, 3)) == date(2027, 3, 2)


@time_machine.travel(datetime(2027, 3, 8, 2, tzinfo=UTC), tick=False)
def test_free_days_stand_among_the_days_ahead(sign_in: SignIn) -> None:
    page = words_of(sign_in(make_user()).get("/").text)

    assert "Idul Fitri" in page


def test_the_partnership_is_one_bar_for_the_network(sign_in: SignIn) -> None:
    for state, count in ((MembershipState.ACTIVE, 3), (MembershipState.APPLIED, 1)):
        for _ in range(count):
            make_institution(state=state)
    make_institution(state=MembershipState.NONE)

    page = sign_in(make_user(Role.BOARD, language="en")).get("/")

    assert "Membership: Applied 1, Active member 3" in page.text
    assert "4 institutions" in words_of(page.text)
    assert 'href="/institutions?state=active"' in page.text


def test_the_bar_fills_its_width(app: Flask) -> None:
    with app.test_request_context():
        counts = [(MembershipState.ACTIVE, 41), (MembershipState.PROSPECT, 5)]
        bar = bar_of([*counts, (MembershipState.WITHDRAWN, 9)])

    assert [piece.count for piece in bar.pieces] == [5, 41]
    last = bar.pieces[-1]
    assert 759 < last.x + last.width < 761
    assert bar_of([]).total == 0


def test_small_numbers_are_words() -> None:
    assert in_words(11) == "11"


def test_the_first_page_costs_the_same_however_much_waits(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    browser = sign_in(make_user())
    meeting = make_gathering()

    def fill(count: int) -> None:
        for number in range(count):
            make_institution(state=MembershipState.APPLIED)
            person = make_person()
            save(
                ActionItem(
                    gathering=meeting,
                    what=f"Janji {number}",
                    person_id=person.id,
                    due_on=today(),
                    created_at=clock.now(),
                )
            )

    def cost() -> int:
        browser.get("/")
        with count_queries() as statements:
            assert browser.get("/").status_code == 200
        return len(statements)

    fill(3)
    few = cost()
    fill(60)

    assert cost() == few
    assert few <= 21
