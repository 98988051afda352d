"""Who fits a need: weighed with reasons, the same each time, and who is ruled out is told why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.people.models import Absence, Person, PersonSkill, Skill
from crm.people.queries import skills
from crm.permissions import Role
from crm.sharing.board.matching import (
    Ground,
    Helper,
    Match,
    Wanted,
    distance_km,
    fullest_week,
    weigh,
)
from crm.sharing.board.ranking import order_of, ranked
from crm.sharing.capacity.limits import SHARE_CAP, Place
from crm.sharing.models import State
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.factories.sharing import Cast, make_assignment, make_cast
from tests.pages import words_of

BANDUNG, BOGOR, MAKASSAR = Place("32.73", "32"), Place("32.71", "32"), Place("73.71", "73")
WANTED = Wanted(
    level=3,
    weekly_minutes=360,
    first=date(2027, 1, 4),
    last=date(2027, 3, 28),
    is_remote=False,
    place=BANDUNG,
)
PLAIN = Helper(
    person_id=1, name="Ratna", level=3, home_id=7, home="B", place=BANDUNG, free_minutes=450
)


def score(**facts: Any) -> float:
    return only(**facts).score


def only(**facts: Any) -> Match:
    return weigh(WANTED, PLAIN._replace(**facts))


def test_the_level_asked_for_is_best_and_one_below_is_still_shown() -> None:
    assert score(level=3) > score(level=4) > score(level=2)
    assert [reason.ground for reason in only(level=1).blocks] == [Ground.LEVEL]
    assert only(level=2).blocks == ()


def test_nearer_is_better_unless_the_work_is_remote() -> None:
    places = [BANDUNG, BOGOR, Place("33.74", "33"), MAKASSAR]
    on_site = [score(place=place) for place in places]
    remote = replace(WANTED, is_remote=True)
    from_afar = {weigh(remote, PLAIN._replace(place=place)).score for place in places}

    assert on_site == sorted(on_site, reverse=True)
    assert len(set(on_site)) == 4
    assert from_afar == {on_site[0]}


def test_free_hours_count_and_nobody_without_any_is_proposed() -> None:
    assert score(free_minutes=360) > score(free_minutes=180) > score(free_minutes=60)
    assert [reason.ground for reason in only(free_minutes=0).blocks] == [Ground.LITTLE_FREE]
    assert score(days_away=0) > score(days_away=40)
    assert [one.ground for one in only(days_away=84).blocks] == [Ground.AWAY]
    assert only(days_away=83).blocks == ()


def test_who_helped_much_is_asked_later_and_who_received_much_sooner() -> None:
    assert score(given_minutes=0) > score(given_minutes=6000) > score(given_minutes=12000)
    assert score(balance=-6000) > score(balance=-60) > score(balance=0) == score(balance=600)
    assert score(approved=3, asked=3) > score(approved=1, asked=3) > score(approved=0, asked=3)


@given(st.permutations([PLAIN._replace(person_id=number) for number in range(1, 7)]))
def test_ties_go_to_the_older_record_whatever_the_order(helpers: list[Helper]) -> None:
    found = ranked(WANTED, helpers, 4)

    assert [one.helper.person_id for one in found.fitting] == [1, 2, 3, 4]
    assert found.weighed == 6


ANYBODY = st.builds(
    Helper,
    person_id=st.integers(1, 99),
    name=st.just("X"),
    level=st.integers(1, 4),
    home_id=st.none() | st.integers(1, 9),
    home=st.just(""),
    place=st.sampled_from([BANDUNG, BOGOR, MAKASSAR, Place(None, None)]),
    point=st.none() | st.tuples(st.floats(-10, 6), st.floats(95, 141)),
    free_minutes=st.integers(-4000, 2250),
    days_away=st.integers(0, 400),
    given_minutes=st.integers(0, 10**6),
    balance=st.integers(-(10**6), 10**6),
    approved=st.integers(0, 5),
    asked=st.just(5) | st.just(0),
    offer_id=st.none() | st.integers(1, 9),
)


def every_one_weighed(wanted: Wanted, helpers: list[Helper]) -> list[Match]:
    """How the best were found before: write every reason out, then sort."""
    found = [weigh(wanted, helper) for helper in helpers]
    return sorted(found, key=lambda one: (bool(one.blocks), order_of(one.score, one.helper)))


@given(
    st.lists(ANYBODY, max_size=40),
    st.integers(1, 12),
    st.booleans(),
    st.integers(1, 4),
    st.integers(30, 2250),
)
def test_the_best_of_a_stream_are_those_of_the_whole_sorted_list(
    helpers: list[Helper], most: int, remote: bool, level: int, minutes: int
) -> None:
    wanted = replace(WANTED, is_remote=remote, level=level, weekly_minutes=minutes)
    slow = every_one_weighed(wanted, helpers)

    quick = ranked(wanted, helpers, most)

    assert quick.fitting == [one for one in slow if not one.blocks][:most]
    assert quick.ruled_out == [one for one in slow if one.blocks][:most]
    assert quick.weighed == len(helpers)


@given(ANYBODY)
def test_no_score_leaves_nought_to_a_hundred(helper: Helper) -> None:
    helper = helper._replace(approved=min(helper.approved, helper.asked))

    assert 0 <= weigh(WANTED, helper).score <= 100


def test_the_fullest_week_counts_what_runs_at_once() -> None:
    january = (date(2027, 1, 1), date(2027, 1, 31), 120)
    later = (date(2027, 1, 31), date(2027, 2, 28), 60)
    after = (date(2027, 3, 1), date(2027, 3, 31), 90)

    assert fullest_week([january, later, after]) == 180
    assert fullest_week([later, after]) == 90
    assert fullest_week([]) == 0


def test_bandung_to_makassar_is_as_far_as_the_map_says() -> None:
    assert distance_km((-6.9147, 107.6098), (-5.1477, 119.4327)) == pytest.approx(1321, abs=5)
    assert distance_km(None, (-5.1477, 119.4327)) is None


@pytest.fixture
def cast(app: object) -> Cast:
    return make_cast()


@pytest.fixture
def skill(app: object) -> Skill:
    return db.session.scalars(skills()).first() or pytest.fail("no skill is installed")


def able(person: Person, skill: Skill, level: int = 3) -> Person:
    save(PersonSkill(person=person, skill=skill, level=level))
    return person


def address(cast: Cast, named: Skill, **more: object) -> str:
    first = today() + timedelta(days=14)
    asked = {
        "host": cast.host.id,
        "skill": named.code,
        "level": 2,
        "weekly_minutes": 6,
        "starts_on": first,
        "ends_on": first + timedelta(days=60),
        "mode": "remote",
        **more,
    }
    return "/sharing/matches?" + "&".join(f"{name}={value}" for name, value in asked.items())


def told(browser: FlaskClient, url: str) -> str:
    return words_of(browser.get(url).text.split("<main")[1])


@pytest.mark.both_engines
def test_the_page_ranks_with_reasons_and_tells_who_is_ruled_out(
    cast: Cast, skill: Skill, sign_in: SignIn
) -> None:
    able(cast.ratna, skill)
    busy = able(make_person(name="Bima Sibuk"), skill)
    make_affiliation(busy, cast.home)
    promised = make_assignment(cast, person=busy, weekly_minutes=SHARE_CAP)
    promised.current.starts_on = today()
    promised.current.ends_on = today() + timedelta(days=200)
    promised.state, promised.number_in_force = State.ACTIVE, 1
    gone = able(make_person(name="Citra Pergi"), skill)
    make_affiliation(gone, make_institution())
    save(Absence(person_id=gone.id, starts_on=today(), ends_on=today() + timedelta(days=300)))
    able(make_person(name="Dodi Serumah"), skill)
    make_affiliation(
        db.session.scalars(sa.select(Person).where(Person.name == "Dodi Serumah")).one(), cast.host
    )
    staff = sign_in(make_user(Role.SECRETARIAT, language="en"))

    page = told(staff, address(cast, skill))

    fits, _, ruled_out = page.partition("Have the skill")
    assert "Ratna" in fits
    assert "7.5 hours a week free" in fits
    assert "from afar" in fits
    assert "Bima Sibuk" in ruled_out
    assert "no hour left" in ruled_out
    assert "Citra Pergi" in ruled_out
    assert "away all the time" in ruled_out
    assert "Dodi Serumah" not in page


def test_a_home_that_lends_less_of_a_person_has_less_to_give(
    cast: Cast, skill: Skill, sign_in: SignIn
) -> None:
    able(cast.ratna, skill)
    cast.home.lent_minutes = 150
    staff = sign_in(make_user(Role.SECRETARIAT, language="en"))

    assert "2.5 hours a week free" in told(staff, address(cast, skill))


def test_a_member_is_offered_its_own_people_and_experts_only(
    cast: Cast, skill: Skill, sign_in: SignIn
) -> None:
    able(make_person(name="Orang Lain"), skill)
    commit()
    host = sign_in(cast.yusuf_user)

    page = told(host, address(cast, skill, host=cast.home.id))

    assert cast.host.name in page
    assert "Orang Lain" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [("skill", "sihir"), ("weekly_minutes", "banyak"), ("ends_on", "2020-01-01"), ("host", "x")],
)
def test_what_can_not_be_asked_is_said_and_nothing_breaks(
    cast: Cast, skill: Skill, sign_in: SignIn, name: str, value: str
) -> None:
    staff = sign_in(cast.secretariat)

    answer = staff.get(address(cast, skill, **{name: value}))

    assert answer.status_code == 200
    assert "Yang cocok" not in words_of(answer.text)


def test_it_costs_the_same_for_one_and_for_many(
    cast: Cast, skill: Skill, sign_in: SignIn, count_queries: CountQueries
) -> None:
    staff, counts = sign_in(cast.secretariat), []
    for number in range(7):
        able(make_person(name=f"Orang {number}"), skill)
        commit()
        if number in {0, 6}:
            staff.get(address(cast, skill))
            with count_queries() as found:
                staff.get(address(cast, skill))
            counts.append(len(found))

    assert counts[0] == counts[1]
