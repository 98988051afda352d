"""The dates of a regular meeting (domain 4.3, E6; reliability A28)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.core.errors import NotValid
from crm.gatherings.recurrence import (
    MOST,
    Rhythm,
    horizon,
    place_in_month,
    rule_for,
    skips_months,
    starts_of,
)

JAKARTA = "Asia/Jakarta"


def at(day: date, zone: str = JAKARTA, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))


def days(rhythm: Rhythm, first: date, *, every: int = 1, until: date | None = None) -> list[date]:
    starts = starts_of(
        rule_for(rhythm, first, every=every), at(first), JAKARTA, until=until or horizon(first)
    )
    return [start.astimezone(ZoneInfo(JAKARTA)).date() for start in starts]


def test_scenario_2_the_second_wednesday_comes_twelve_times_in_a_year() -> None:
    found = days(Rhythm.MONTHLY_BY_WEEKDAY, date(2027, 1, 13))

    assert len(found) == 12
    assert found[:3] == [date(2027, 1, 13), date(2027, 2, 10), date(2027, 3, 10)]
    assert found[-1] == date(2027, 12, 8)


def test_every_second_week() -> None:
    found = days(Rhythm.WEEKLY, date(2027, 1, 13), every=2, until=date(2027, 2, 28))

    assert found == [date(2027, 1, 13), date(2027, 1, 27), date(2027, 2, 10), date(2027, 2, 24)]


def test_every_third_month() -> None:
    found = days(Rhythm.MONTHLY_BY_WEEKDAY, date(2027, 1, 13), every=3)

    assert found == [date(2027, m, d) for m, d in ((1, 13), (4, 14), (7, 14), (10, 13))]


def test_the_last_working_day() -> None:
    found = days(Rhythm.LAST_WORKDAY, date(2027, 1, 1), until=date(2027, 5, 31))

    assert found == [date(2027, m, d) for m, d in ((1, 29), (2, 26), (3, 31), (4, 30), (5, 31))]


def test_e6_day_31_skips_short_months_and_says_so() -> None:
    rule = rule_for(Rhythm.MONTHLY_BY_DAY, date(2027, 1, 31))

    found = days(Rhythm.MONTHLY_BY_DAY, date(2027, 1, 31))

    assert [day.month for day in found] == [1, 3, 5, 7, 8, 10, 12]
    assert skips_months(rule)
    assert not skips_months(rule_for(Rhythm.MONTHLY_BY_DAY, date(2027, 1, 28)))
    assert not skips_months(rule_for(Rhythm.LAST_WORKDAY, date(2027, 1, 31)))


def test_a_fifth_weekday_means_the_last_one() -> None:
    assert place_in_month(date(2027, 1, 27)) == 4
    assert place_in_month(date(2027, 3, 31)) == -1
    assert days(Rhythm.MONTHLY_BY_WEEKDAY, date(2027, 3, 31), until=date(2027, 5, 31)) == [
        date(2027, 3, 31),
        date(2027, 4, 28),
        date(2027, 5, 26),
    ]


def test_ten_stays_ten_when_the_clocks_change() -> None:
    first = at(date(2027, 3, 25), "Europe/Amsterdam")

    starts = starts_of("FREQ=WEEKLY", first, "Europe/Amsterdam", until=date(2027, 4, 1))

    assert starts == [
        datetime(2027, 3, 25, 9, tzinfo=UTC),
        datetime(2027, 4, 1, 8, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "", "BYDAY=MO", "FREQ=X"],
)
def test_finer_or_foreign_rules_are_refused(app: Flask, rule: str) -> None:
    with pytest.raises(NotValid):
        starts_of(rule, at(date(2027, 1, 13)), JAKARTA, until=date(2027, 2, 1))


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;COUNT=many"])
def test_a_broken_rule_is_refused(app: Flask, rule: str) -> None:
    with pytest.raises(NotValid):
        starts_of(rule, at(date(2027, 1, 13)), JAKARTA, until=date(2027, 2, 1))


def test_no_rule_is_followed_for_ever() -> None:
    starts = starts_of("FREQ=DAILY", at(date(2027, 1, 13)), JAKARTA, until=date(9999, 12, 31))

    assert len(starts) == MOST


@given(st.sampled_from(Rhythm), st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 12))
def test_dates_rise_stay_within_the_horizon_and_keep_their_hour(
    rhythm: Rhythm, first: date, every: int
) -> None:
    until = horizon(first)

    starts = starts_of(rule_for(rhythm, first, every=every), at(first), JAKARTA, until=until)

    local = [start.astimezone(ZoneInfo(JAKARTA)) for start in starts]
    assert local == sorted(set(local))
    assert all(first <= start.date() <= until and start.hour == 10 for start in local)
    assert rhythm is Rhythm.LAST_WORKDAY or local[0].date() == first


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_horizon_is_the_end_of_the_twelfth_month(first: date) -> None:
    last = horizon(first)

    assert (last + timedelta(days=1)).day == 1
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == 11
