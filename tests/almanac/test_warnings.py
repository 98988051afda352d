"""What stands against a date: W1 to W12 of the domain, at their edges."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.ramadan import ramadan_spans
from crm.almanac.warnings import (
    Circumstances,
    DateWarning,
    Severity,
    Slot,
    alternatives,
    warnings_for,
)
from crm.core.db import db

JAKARTA, MAKASSAR, JAYAPURA = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
ALL_ZONES = frozenset({JAKARTA, MAKASSAR, JAYAPURA})
RAMADAN_1448 = ((date(2027, 2, 8), date(2027, 3, 9)),)


def day_row(
    day: date, name: str, kind: DayKind = DayKind.PUBLIC_HOLIDAY, **given: str
) -> CalendarDay:
    return CalendarDay(
        day=day, kind=kind, name_id=name, name_en=name, certainty=Certainty.DECREE, **given
    )


def meeting(day: date, start: str = "10:00", end: str = "12:00", zone: str = JAKARTA) -> Slot:
    def at(clock: str) -> datetime:
        hour, minute = map(int, clock.split(":"))
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))

    return Slot(at(start), at(end), zone)


def codes(slot: Slot, **known: object) -> list[str]:
    found = warnings_for(slot, Circumstances(**known))  # type: ignore[arg-type]
    return [warning.code for warning in found]


def only(slot: Slot, code: str, **known: object) -> DateWarning:
    found = warnings_for(slot, Circumstances(**known))  # type: ignore[arg-type]
    return next(warning for warning in found if warning.code == code)


QUIET_WEDNESDAY = date(2027, 4, 14)
FRIDAY = date(2027, 6, 11)


def test_a_quiet_day_carries_nothing() -> None:
    assert codes(meeting(QUIET_WEDNESDAY), zones=ALL_ZONES) == []


def test_a_holiday_and_joint_leave_weigh_much() -> None:
    holiday = day_row(QUIET_WEDNESDAY, "Hari Contoh")
    leave = day_row(QUIET_WEDNESDAY, "Cuti Contoh", DayKind.JOINT_LEAVE)

    found = warnings_for(meeting(QUIET_WEDNESDAY), Circumstances(days=[holiday, leave]))

    assert [(w.code, w.severity) for w in found] == [("W1", Severity.HIGH), ("W2", Severity.HIGH)]
    assert found[0].facts["names"] == {"id": "Hari Contoh", "en": "Hari Contoh"}
    assert found[0].facts["estimate"] is False


def test_two_holidays_on_one_day_both_show() -> None:
    both = [day_row(QUIET_WEDNESDAY, "Satu"), day_row(QUIET_WEDNESDAY, "Dua")]

    assert codes(meeting(QUIET_WEDNESDAY), days=both) == ["W1", "W1"]


def test_a_holiday_of_another_province_counts_only_when_somebody_from_there_is_invited() -> None:
    regional = [day_row(QUIET_WEDNESDAY, "Galungan", province_code="51")]

    assert codes(meeting(QUIET_WEDNESDAY), days=regional) == []
    assert codes(meeting(QUIET_WEDNESDAY), days=regional, provinces=frozenset({"51"})) == ["W1"]


def test_the_holiday_is_that_of_the_day_where_the_meeting_is() -> None:
    holiday = [day_row(QUIET_WEDNESDAY, "Hari Contoh")]
    just_before = Slot(
        datetime(2027, 4, 13, 15, 0, tzinfo=UTC), datetime(2027, 4, 13, 16, 0, tzinfo=UTC), JAKARTA
    )
    after_midnight = Slot(
        datetime(2027, 4, 13, 17, 0, tzinfo=UTC), datetime(2027, 4, 13, 18, 0, tzinfo=UTC), JAKARTA
    )

    assert "W1" not in codes(just_before, days=holiday)
    assert "W1" in codes(after_midnight, days=holiday)


def test_a_day_between_a_holiday_and_the_weekend_is_a_bridge() -> None:
    thursday = [day_row(date(2027, 4, 15), "Hari Contoh")]

    assert codes(meeting(date(2027, 4, 16), "09:00", "10:00"), days=thursday) == ["W3"]
    assert codes(meeting(date(2027, 4, 14), "09:00", "10:00"), days=thursday) == []
    assert codes(meeting(date(2027, 4, 17), "09:00", "10:00"), days=thursday) == []


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        ("10:30", "11:30", False),
        ("10:30", "11:31", True),
        ("12:59", "14:00", True),
        ("13:00", "14:00", False),
        ("11:00", "14:00", True),
        ("12:00", "12:10", True),
    ],
)
def test_friday_prayer_is_half_past_eleven_to_one(start: str, end: str, hit: bool) -> None:
    assert ("W4" in codes(meeting(FRIDAY, start, end))) is hit
    assert "W4" not in codes(meeting(FRIDAY - timedelta(days=1), start, end))


def test_e3_a_friday_clear_in_jakarta_meets_the_prayer_further_east() -> None:
    slot = meeting(FRIDAY, "10:00", "11:15")

    assert codes(slot, zones=frozenset({JAKARTA})) == []
    warning = only(slot, "W4", zones=ALL_ZONES)
    assert [
        (clock["zone"], f"{clock['start']:%H:%M}-{clock['end']:%H:%M}")
        for clock in warning.facts["zones"]
    ] == [(MAKASSAR, "11:00-12:15"), (JAYAPURA, "12:00-13:15")]
    assert warning.severity is Severity.HIGH


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        ("13:00", "15:00", False),
        ("13:00", "15:01", True),
        ("20:59", "21:30", True),
        ("16:59", "17:01", True),
        ("09:00", "11:00", False),
    ],
)
def test_in_ramadan_nothing_ends_after_three(start: str, end: str, hit: bool) -> None:
    fasting = {"ramadan": RAMADAN_1448}

    assert ("W5" in codes(meeting(date(2027, 2, 10), start, end), **fasting)) is hit
    assert "W5" not in codes(meeting(date(2027, 2, 4), start, end), **fasting)


def test_ramadan_is_counted_on_everybodys_clock() -> None:
    slot = meeting(date(2027, 2, 10), "11:00", "13:30")

    assert "W5" not in codes(slot, zones=frozenset({MAKASSAR}), ramadan=RAMADAN_1448)
    warning = only(slot, "W5", zones=frozenset({JAYAPURA}), ramadan=RAMADAN_1448)
    assert [clock["zone"] for clock in warning.facts["zones"]] == [JAYAPURA]


def test_seven_days_around_idulfitri_are_for_travel() -> None:
    feast = [
        day_row(date(2027, 3, 10), "Hari Raya Idul Fitri (perkiraan)"),
        day_row(date(2027, 3, 11), "Hari kedua dari Hari Raya Idul Fitri (perkiraan)"),
    ]

    hit = [
        day
        for day in (date(2027, 2, 25) + timedelta(days=n) for n in range(30))
        if "W6" in codes(meeting(day), days=feast)
    ]

    assert (hit[0], hit[-1], len(hit)) == (date(2027, 3, 3), date(2027, 3, 17), 15)


def test_without_a_row_the_feast_is_the_day_after_ramadan() -> None:
    assert only(meeting(date(2027, 3, 4)), "W6", ramadan=RAMADAN_1448).facts == {
        "feast": date(2027, 3, 10)
    }


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        ("07:30", "09:00", False),
        ("07:29", "09:00", True),
        ("14:00", "16:00", False),
        ("14:00", "16:01", True),
    ],
)
def test_office_hours_hold_where_the_reader_is(start: str, end: str, hit: bool) -> None:
    assert ("W9" in codes(meeting(QUIET_WEDNESDAY, start, end))) is hit


def test_nine_in_jayapura_is_seven_in_jakarta() -> None:
    slot = meeting(QUIET_WEDNESDAY, "09:00", "10:00", JAYAPURA)

    warning = only(slot, "W9", zones=ALL_ZONES)

    assert [clock["zone"] for clock in warning.facts["zones"]] == [JAKARTA]
    assert warning.severity is Severity.MEDIUM


def test_a_meeting_past_midnight_is_outside_office_hours() -> None:
    slot = meeting(QUIET_WEDNESDAY, "09:00", "10:00")
    long = Slot(slot.starts_at, slot.ends_at + timedelta(days=1), JAKARTA)

    assert "W9" in codes(long)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (date(2027, 4, 7), None),
        (date(2027, 4, 8), Severity.MEDIUM),
        (date(2027, 4, 12), Severity.HIGH),
    ],
)
def test_short_notice_is_said_when_the_letter_would_leave(
    issued: date, expected: Severity | None
) -> None:
    found = warnings_for(meeting(QUIET_WEDNESDAY), Circumstances(issued_on=issued, statute_days=3))

    assert [warning.severity for warning in found] == ([] if expected is None else [expected])


def test_the_heaviest_warning_comes_first() -> None:
    slot = meeting(FRIDAY, "07:00", "12:00")

    assert codes(slot, issued_on=FRIDAY - timedelta(days=2)) == ["W4", "W9", "W12"]


def test_ramadan_is_computed_where_nobody_has_decided() -> None:
    spans = ramadan_spans(date(2027, 1, 1), date(2028, 12, 31), [])

    assert spans[0] == (date(2027, 2, 8), date(2027, 3, 8))
    assert [first.year for first, _last in spans] == [2027, 2028]


def test_ramadan_lasts_until_the_eve_of_the_feast_that_the_calendar_names() -> None:
    feast = [day_row(date(2027, 3, 10), "Hari Raya Idul Fitri (perkiraan)")]

    assert ramadan_spans(date(2027, 1, 1), date(2027, 12, 31), feast) == list(RAMADAN_1448)


def test_the_calendars_own_ramadan_wins() -> None:
    decided = [
        day_row(date(2027, 2, 9) + timedelta(days=n), f"Ramadan {n}", DayKind.RAMADAN)
        for n in range(29)
    ]

    spans = ramadan_spans(date(2027, 1, 1), date(2027, 12, 31), decided)

    assert spans == [(date(2027, 2, 9), date(2027, 3, 9))]


@given(st.dates(date(1930, 1, 1), date(2070, 1, 1)))
def test_every_year_has_its_ramadan(first: date) -> None:
    spans = ramadan_spans(first, first + timedelta(days=384), [])

    assert 1 <= len(spans) <= 3
    assert all(28 <= (last - begins).days <= 29 for begins, last in spans)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(7, 15))
def test_alternatives_are_working_days_without_heavy_warnings(day: date, hour: int) -> None:
    known = Circumstances(zones=ALL_ZONES, ramadan=RAMADAN_1448)

    for found in alternatives(meeting(day, f"{hour:02}:00", f"{hour + 1:02}:00"), known):
        assert found.slot.day.weekday() < 5
        assert found.slot.day != day
        assert not [w for w in found.warnings if w.severity >= Severity.HIGH]


def test_scenario_2_three_better_dates_around_idulfitri(app: Flask) -> None:
    days = list(db.session.scalars(sa.select(CalendarDay)))
    known = Circumstances(
        zones=ALL_ZONES,
        days=days,
        ramadan=ramadan_spans(date(2027, 1, 1), date(2027, 12, 31), days),
        issued_on=date(2027, 1, 4),
    )
    on_the_feast = meeting(date(2027, 3, 10))

    assert [
        (warning.code, warning.facts.get("names", {}).get("id"))
        for warning in warnings_for(on_the_feast, known)
    ] == [("W1", "Hari Raya Idul Fitri (perkiraan)"), ("W6", None)]
    assert [
        (found.slot.day, [warning.code for warning in found.warnings])
        for found in alternatives(on_the_feast, known)
    ] == [
        (date(2027, 3, 4), ["W6"]),
        (date(2027, 3, 16), ["W6"]),
        (date(2027, 3, 17), ["W6"]),
    ]
    assert "W4" in [w.code for w in warnings_for(meeting(date(2027, 3, 5)), known)]


def test_alternatives_never_lie_in_the_past(app: Flask) -> None:
    """A meeting whose letters went out is moved to a day that is still to come."""
    known = Circumstances(today=QUIET_WEDNESDAY)

    for found in alternatives(meeting(QUIET_WEDNESDAY - timedelta(days=1)), known):
        assert found.slot.day > QUIET_WEDNESDAY


def test_alternatives_never_lie_before_the_letter(app: Flask) -> None:
    known = Circumstances(issued_on=QUIET_WEDNESDAY - timedelta(days=1))

    assert [found.slot.day for found in alternatives(meeting(QUIET_WEDNESDAY), known)] == [
        date(2027, 4, 15),
        date(2027, 4, 19),
        date(2027, 4, 20),
    ]
