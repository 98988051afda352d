"""Must-start days, and runs that leave the window (VR5, S42, scenario 6)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.almanac.models import CalendarDay, DayKind
from crm.almanac.table import enter
from crm.almanac.workdays import Workdays, workdays
from crm.campaigns.models import KINDS, PlacementState, PlacementType
from crm.campaigns.models.runs import must_start
from crm.core.actors import SYSTEM
from crm.core.db import save
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from tests.factories.campaigns import make_campaign, make_placement

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
FREE = st.frozensets(DAYS, max_size=200)


def test_scenario_six(app: Flask) -> None:
    days = workdays()

    assert must_start(date(2027, 8, 30), 25, days) == date(2027, 7, 23)
    assert must_start(date(2027, 8, 30), 30, days) == date(2027, 7, 16)


def test_a_lead_of_nothing_starts_on_the_working_day_before_a_free_one() -> None:
    assert must_start(date(2027, 9, 5), 0, Workdays(frozenset())) == date(2027, 9, 3)
    assert must_start(date(2027, 9, 6), 0, Workdays(frozenset())) == date(2027, 9, 6)


@given(run=DAYS, lead=st.integers(0, 60), free=FREE)
def test_a_must_start_day_is_never_free(run: date, lead: int, free: frozenset[date]) -> None:
    days = Workdays(free)

    assert days.is_workday(must_start(run, lead, days))


@given(run=DAYS, lead=st.integers(0, 60), free=FREE)
def test_exactly_the_lead_lies_between_start_and_run(
    run: date, lead: int, free: frozenset[date]
) -> None:
    days = Workdays(free)
    starts = must_start(run, lead, days)

    worked = sum(days.is_workday(starts + timedelta(days=n)) for n in range((run - starts).days))
    assert worked == (lead if lead or days.is_workday(run) else 1)


@given(run=DAYS, free=FREE)
def test_more_lead_never_starts_later(run: date, free: frozenset[date]) -> None:
    days = Workdays(free)
    starts = [must_start(run, lead, days) for lead in range(1, 15)]

    assert all(later > earlier for later, earlier in pairwise(starts))


def test_holidays_of_the_province_count_there_only(app: Flask) -> None:
    save(
        CalendarDay(
            day=date(2027, 8, 25),
            kind=DayKind.PUBLIC_HOLIDAY,
            province_code="73",
            name_id="Hari jadi daerah",
            name_en="Regional day",
        )
    )
    campaign = make_campaign()

    there = make_placement(campaign, type=PlacementType.BROCHURE, province_code="73")
    here = make_placement(campaign, type=PlacementType.BROCHURE)

    assert there.must_start_on == date(2027, 7, 22)
    assert here.must_start_on == date(2027, 7, 23)


def test_a_changed_calendar_counts_again(app: Flask) -> None:
    placement = make_placement(make_campaign(), type=PlacementType.BROCHURE)
    begun = make_placement(placement.campaign, type=PlacementType.BROCHURE)
    for state in (PlacementState.BRIEFED, PlacementState.DESIGN):
        begun.move_to(state, by=SYSTEM, on=date(2027, 7, 20))
    commit()

    enter(
        CalendarDay(), by=SYSTEM, day=date(2027, 8, 25), kind=DayKind.PUBLIC_HOLIDAY,
        name_id="Hari pemilihan", name_en="Election day", province_code=None,
    )  # fmt: skip
    commit()

    assert placement.must_start_on == date(2027, 7, 22)
    assert begun.must_start_on == date(2027, 7, 23), "what was begun keeps its day"


@pytest.mark.parametrize(
    ("starts", "ends", "teaser", "words"),
    [
        (date(2027, 8, 29), date(2027, 9, 30), False, "mulai 29 Agustus, sebelum jangka waktu"),
        (date(2027, 8, 30), date(2027, 10, 1), False, "berakhir 1 Oktober, sesudah jangka waktu"),
        (date(2027, 8, 30), date(2028, 1, 1), False, "1 Januari 2028"),
        (date(2027, 8, 15), date(2027, 9, 30), True, "teaser boleh mulai 16 Agustus"),
        (date(2027, 9, 30), date(2027, 9, 29), False, "berakhir sebelum mulai"),
    ],
)
def test_a_run_outside_the_window_is_refused(
    app: Flask, starts: date, ends: date, *, teaser: bool, words: str
) -> None:
    campaign = make_campaign()

    with pytest.raises(NotPossible, match=words):
        make_placement(campaign, run_starts_on=starts, run_ends_on=ends, is_teaser=teaser)


def test_a_teaser_may_begin_fourteen_days_before(app: Flask) -> None:
    placement = make_placement(make_campaign(), run_starts_on=date(2027, 8, 16), is_teaser=True)

    assert placement.awaits_teaser_approval


def test_every_kind_has_a_lead_that_its_page_may_ask_for() -> None:
    assert set(PlacementType) == set(KINDS)
    assert {KINDS[kind].lead for kind in (PlacementType.BILLBOARD, PlacementType.VIDEOTRON)} == {40}
    assert all(0 < kind.lead <= 60 and kind.proofs and kind.responses for kind in KINDS.values())
