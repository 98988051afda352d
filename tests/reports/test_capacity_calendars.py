"""P10: half a year of weeks of a person or an institution, under cap and full week."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import save
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.people.models import Absence
from crm.permissions import Role
from crm.reports.catalogue import made
from crm.sharing.capacity.calendar import CapacityCalendar, calendar_of, last_day_from
from crm.sharing.capacity.patterns import monday_of
from crm.sharing.models import State
from crm.sharing.queries import load_of_home, load_of_person
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_person, make_user
from tests.factories.sharing import (
    TUE_THU,
    Cast,
    make_agreement,
    make_approver,
    make_assignment,
    make_cast,
)
from tests.pages import words_of

pytestmark = pytest.mark.both_engines


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2027-07-05T03:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: object, now: time_machine.Traveller) -> Cast:
    return make_cast()


def promised(cast: Cast, state: State, **given: object) -> None:
    first = monday_of(today()) + timedelta(days=7)
    last = first + timedelta(days=27)
    one = make_assignment(cast, **{"starts_on": first, "ends_on": last, "week": TUE_THU, **given})
    one.state = state
    if state is State.ACTIVE:
        one.number_in_force, one.current.binding_since = 1, clock.now()
    commit()


def weeks_of(cast: Cast) -> CapacityCalendar:
    rows = load_of_person(cast.ratna.id, today(), last_day_from(today()))
    return calendar_of(rows, today(), home=cast.home, person_id=cast.ratna.id)


def test_agreed_and_asked_hours_stand_apart_in_their_weeks(cast: Cast) -> None:
    promised(cast, State.ACTIVE)
    promised(cast, State.PROPOSED, week=(), weekly_minutes=120)
    promised(cast, State.DECLINED)

    weeks = weeks_of(cast).weeks

    assert [(week.firm, week.tentative) for week in weeks[:2]] == [(0, 0), (360, 120)]
    assert (weeks[4].firm, weeks[5].firm, len(weeks)) == (360, 0, 26)


def test_days_away_leave_their_hours_out_and_are_counted(cast: Cast) -> None:
    promised(cast, State.ACTIVE)
    tuesday = monday_of(today()) + timedelta(days=8)
    save(Absence(person_id=cast.ratna.id, starts_on=tuesday, ends_on=tuesday, note=""))

    week = weeks_of(cast).weeks[1]

    assert (week.firm, week.days_away) == (180, 1)


def test_the_cap_is_that_of_each_person(cast: Cast, sign_in: SignIn) -> None:
    assert weeks_of(cast).cap == 450
    cast.home.lent_minutes = 300
    assert weeks_of(cast).cap == 300
    promised(cast, State.ACTIVE)
    assert (weeks_of(cast).cap, len(weeks_of(cast).over)) == (300, 4)

    agreement = make_agreement(cast, weekly_minutes_cap=600)
    promised(cast, State.PROPOSED, person=make_person(name="Bima"), agreement=agreement)

    rows = load_of_home(cast.home.id, today(), last_day_from(today()))
    together = calendar_of(rows, today(), home=cast.home)
    assert (together.people, together.cap) == (2, 900)
    said = words_of(sign_in(cast.dewi_user).get(f"/capacity/institutions/{cast.home.id}").text)
    assert "15 jam" in said


def test_a_full_week_is_shorter_in_ramadan(cast: Cast, now: time_machine.Traveller) -> None:
    now.move_to("2027-02-01T03:00:00Z")

    bases = {week.base for week in weeks_of(cast).weeks}

    assert bases >= {5 * 450, 5 * 390}


def test_the_page_shows_the_promises_behind_and_the_paper_prints(
    cast: Cast, sign_in: SignIn
) -> None:
    promised(cast, State.ACTIVE)
    head = sign_in(cast.dewi_user)

    for page in (f"people/{cast.ratna.id}", f"institutions/{cast.home.id}"):
        text = head.get(f"/capacity/{page}").text
        assert "<svg" in text
        assert f"{cast.ratna.full_name} {cast.host.name}" in words_of(text)
        assert "24,0 disepakati" in words_of(text)
    paper = made("P10", cast.secretariat, cast.ratna.id)
    assert cast.host.name in next(iter(paper.parts))


def test_only_those_whose_hours_they_are_and_those_above_see_them(
    cast: Cast, sign_in: SignIn
) -> None:
    own = make_user(Role.EXPERT)
    cast.ratna.user_id = own.id
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)
    commit()
    person, home = f"/capacity/people/{cast.ratna.id}", f"/capacity/institutions/{cast.home.id}"

    def answers(browser: FlaskClient) -> tuple[int, int]:
        return browser.get(person).status_code, browser.get(home).status_code

    assert answers(sign_in(cast.secretariat)) == (200, 200)
    assert answers(sign_in(make_approver(cast.faculty))) == (404, 200)
    assert answers(sign_in(own)) == (200, 404)
    assert answers(sign_in(cast.yusuf_user)) == (404, 404)
    assert answers(sign_in(stranger)) == (404, 404)


def test_it_costs_the_same_for_one_and_for_many(
    cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    head, counts = sign_in(cast.dewi_user), []
    for number in range(2):
        promised(cast, State.ACTIVE, person=make_person(name=f"Orang {number}"))
        head.get(f"/capacity/institutions/{cast.home.id}")
        with count_queries() as found:
            head.get(f"/capacity/institutions/{cast.home.id}")
        counts.append(len(found))

    assert len(set(counts)) == 1
