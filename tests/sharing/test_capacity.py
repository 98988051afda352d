"""The arithmetic of hours (domain 3.4), without a database."""

import csv
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from crm.sharing.capacity.limits import Check, Concern, Limits, Place, Promise, check
from crm.sharing.capacity.patterns import (
    Almanac,
    Pattern,
    Slot,
    days_between,
    minutes_by_week,
    sessions_of,
)
from crm.sharing.capacity.times import Said, Times, told_of_times
from tests.factories.sharing import MON_WED, TUE_THU

BANDUNG, JAKARTA, MAKASSAR = Place("32.73", "32"), Place("31.71", "31"), Place("73.71", "73")


@pytest.fixture(scope="module")
def almanac(shipped_data: Path) -> Almanac:
    with (shipped_data / "holidays_id_2023_2028.csv").open(encoding="utf-8") as file:
        return Almanac(frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(file)))


def pattern(**given: object) -> Pattern:
    return Pattern(
        **{  # type: ignore[arg-type]
            "first": date(2027, 4, 1),
            "last": date(2027, 7, 31),
            "zone": "Asia/Makassar",
            "weekly_minutes": 360,
            "slots": TUE_THU,
            **given,
        }
    )


def promise(**given: object) -> Promise:
    own = {
        name: given.pop(name) for name in ("is_firm", "home_id", "place", "label") if name in given
    }
    return Promise(
        **{"label": "", "is_firm": True, "home_id": 1, **own},  # type: ignore[arg-type]
        pattern=pattern(**given),
    )


def concerns(found: Check) -> set[Concern]:
    return {finding.concern for finding in found.findings}


def test_scenario_8_plans_93_hours(almanac: Almanac) -> None:
    found = check(promise(), [], almanac)

    holidays = (date(2027, 5, 6), date(2027, 5, 18), date(2027, 5, 20), date(2027, 6, 1))
    assert (found.sessions, found.planned_minutes / 60) == (31, 93)
    assert found.dropped == holidays
    assert found.findings == ()


def test_the_first_version_of_scenario_8_plans_96_hours_and_passes_the_cap(
    almanac: Almanac,
) -> None:
    first = promise(slots=MON_WED, weekly_minutes=480, last=date(2027, 6, 30))

    found = check(first, [], almanac)

    assert found.planned_minutes / 60 == 96
    assert concerns(found) == {Concern.OVER_CAP}
    assert found.findings[0].facts["minutes"] == 480
    assert found.findings[0].facts["limit"] == 450
    assert found.blocking == []


def test_holidays_are_kept_where_the_terms_say_so(almanac: Almanac) -> None:
    kept, dropped = sessions_of(pattern(keeps_free_days=True), almanac)

    assert (len(kept), dropped) == (35, ())


def test_both_ends_of_the_span_are_included() -> None:
    one_day = pattern(first=date(2027, 4, 1), last=date(2027, 4, 1))

    assert len(sessions_of(one_day, Almanac())[0]) == 1


def test_exactly_the_cap_is_no_concern() -> None:
    slots = (Slot(1, time(8), time(15, 30)),)

    assert check(promise(slots=slots), [], Almanac()).findings == ()
    more = (Slot(1, time(8), time(15, 31)),)
    assert concerns(check(promise(slots=more), [], Almanac())) == {Concern.OVER_CAP}


def test_the_cap_counts_only_what_the_same_home_lends() -> None:
    other = promise(slots=(Slot(0, time(9), time(12)),), home_id=2)

    assert check(promise(), [other], Almanac()).findings == ()
    assert concerns(
        check(promise(), [promise(slots=other.pattern.slots, home_id=1)], Almanac())
    ) == {Concern.OVER_CAP}


def test_an_expert_without_employer_has_no_cap() -> None:
    assert check(promise(slots=MON_WED, home_id=None), [], Almanac()).findings == ()


def test_more_than_a_full_week_is_refused() -> None:
    others = [promise(slots=tuple(Slot(day, time(7), time(14)) for day in range(5)), home_id=2)]
    afternoons = (Slot(0, time(15), time(17)), Slot(1, time(15), time(15, 30)))

    full = check(promise(slots=afternoons, home_id=3), others, Almanac())
    assert full.blocking == []

    over = (*afternoons, Slot(2, time(15), time(15, 1)))
    assert concerns(check(promise(slots=over, home_id=3), others, Almanac())) == {Concern.OVER_BASE}


def test_the_full_week_is_shorter_in_ramadan() -> None:
    ramadan = frozenset(date(2027, 4, day) for day in range(1, 31))
    slots = tuple(Slot(day, time(7), time(15, 30)) for day in range(4))

    assert concerns(check(promise(slots=slots, home_id=None), [], Almanac())) == set()
    assert concerns(check(promise(slots=slots, home_id=None), [], Almanac(ramadan=ramadan))) == {
        Concern.OVER_BASE
    }


@pytest.mark.parametrize(
    ("slots", "usual", "in_ramadan"),
    [
        ((Slot(1, time(9), time(12)),), 3, 2.6),
        ((Slot(1, time(7), time(14, 30)),), 7.5, 6.5),
        ((), 6, 5.2),
    ],
)
def test_hours_shrink_in_ramadan_only_where_the_terms_say_so(
    slots: tuple[Slot, ...], usual: float, in_ramadan: float
) -> None:
    """32.5 hours stand for 37.5; a week with one day of Ramadan loses that day's share alone."""
    last_day_of_ramadan = date(2027, 4, 13)
    ramadan = days_between(date(2027, 4, 1), last_day_of_ramadan)
    almanac = Almanac(ramadan=frozenset(ramadan))
    first, second = date(2027, 4, 5), date(2027, 4, 19)

    kept = minutes_by_week(pattern(slots=slots), almanac)
    scaled = minutes_by_week(pattern(slots=slots, scales_in_ramadan=True), almanac)

    assert (kept[first] / 60, kept[second] / 60) == (usual, usual)
    assert (scaled[first] / 60, scaled[second] / 60) == (in_ramadan, usual)


def test_a_week_that_ramadan_ends_in_is_scaled_by_the_day() -> None:
    almanac = Almanac(ramadan=frozenset(days_between(date(2027, 4, 1), date(2027, 4, 12))))

    weeks = minutes_by_week(pattern(slots=(), scales_in_ramadan=True), almanac)

    assert weeks[date(2027, 4, 12)] == 360 * (390 + 4 * 450) // 2250


def test_scaled_hours_end_earlier_and_overlap_no_longer() -> None:
    almanac = Almanac(ramadan=frozenset(days_between(date(2027, 4, 1), date(2027, 7, 31))))
    after = promise(slots=(Slot(1, time(11, 36), time(13)),), home_id=2)

    assert concerns(check(promise(), [after], almanac)) == {Concern.OVERLAP}
    assert concerns(check(promise(scales_in_ramadan=True), [after], almanac)) == set()


def test_the_same_hour_twice_is_refused_when_firm_and_told_when_tentative() -> None:
    other = (Slot(1, time(11, 59), time(14)),)

    assert concerns(check(promise(), [promise(slots=other, home_id=2)], Almanac())) == {
        Concern.OVERLAP
    }
    asked = promise(slots=other, home_id=2, is_firm=False)
    assert concerns(check(promise(), [asked], Almanac())) == {Concern.TENTATIVE_OVERLAP}


def test_one_after_the_other_is_no_overlap() -> None:
    other = promise(slots=(Slot(1, time(12), time(13)),), home_id=2)

    assert check(promise(), [other], Almanac()).findings == ()


def test_an_overlap_is_found_across_zones() -> None:
    # 09.00–12.00 WITA is 08.00–11.00 WIB
    other = promise(slots=(Slot(1, time(10, 30), time(12)),), zone="Asia/Jakarta", home_id=2)

    assert concerns(check(promise(), [other], Almanac())) == {Concern.OVERLAP}
    later = promise(slots=(Slot(1, time(11), time(12)),), zone="Asia/Jakarta", home_id=2)
    assert check(promise(), [later], Almanac()).findings == ()


@pytest.mark.parametrize(
    ("here", "there", "ends", "is_told"),
    [
        (BANDUNG, BANDUNG, time(12, 30), False),
        (BANDUNG, JAKARTA, time(12, 30), True),
        (BANDUNG, JAKARTA, time(8), False),
        (BANDUNG, MAKASSAR, time(8), True),
        (None, MAKASSAR, time(12, 30), False),
    ],
)
def test_the_way_between_two_places_takes_time(
    here: Place | None,
    there: Place,
    ends: time,
    is_told: bool,
) -> None:
    morning = promise(slots=(Slot(1, time(7), ends),), place=there, home_id=2)
    ours = promise(slots=(Slot(1, time(13), time(15)),), place=here)

    found = check(ours, [morning], Almanac())

    assert (Concern.TRAVEL in concerns(found)) is is_told


@pytest.mark.parametrize(("hours", "is_told"), [(0.5, False), (0.75, True)])
def test_a_network_says_itself_how_long_a_way_takes(hours: float, is_told: bool) -> None:
    morning = promise(slots=(Slot(1, time(7), time(12, 30)),), place=BANDUNG, home_id=2)
    ours = promise(slots=(Slot(1, time(13), time(15)),), place=JAKARTA)

    found = check(ours, [morning], Almanac(), Limits(travel=timedelta(hours=hours)))

    assert (Concern.TRAVEL in concerns(found)) is is_told


def test_friday_prayer_is_told_by_the_clock_of_the_place() -> None:
    assert concerns(check(promise(slots=(Slot(4, time(9), time(12)),)), [], Almanac())) == {
        Concern.FRIDAY_PRAYER
    }
    early = promise(slots=(Slot(4, time(8), time(11, 30)),))
    assert check(early, [], Almanac()).findings == ()


def test_nothing_left_is_refused() -> None:
    only_day = pattern(first=date(2027, 5, 6), last=date(2027, 5, 6))
    found = check(
        Promise(label="", is_firm=True, home_id=1, pattern=only_day),
        [],
        Almanac(frozenset({date(2027, 5, 6)})),
    )

    assert {finding.concern for finding in found.blocking} == {Concern.NOTHING_LEFT}


def test_without_slots_the_hours_follow_the_working_days(almanac: Almanac) -> None:
    weeks = minutes_by_week(
        pattern(slots=(), weekly_minutes=300, first=date(2027, 5, 17), last=date(2027, 5, 28)),
        almanac,
    )

    # 17 to 20 May are days off: one working day is left of that week
    assert weeks == {date(2027, 5, 17): 60, date(2027, 5, 24): 300}


def test_a_check_survives_its_json(almanac: Almanac) -> None:
    found = check(promise(slots=MON_WED), [promise(is_firm=False, label="RS Kenanga")], almanac)

    assert Check.from_plain(found.as_plain()) == found


def held_against(times: Times, **given: object) -> Check:
    asked = promise(**given)
    almanac = times.put_into(Almanac())
    return told_of_times(check(asked, [], almanac), asked, almanac, times)


TUESDAY, WEDNESDAY, FIRST = date(2027, 4, 6), date(2027, 4, 7), date(2027, 4, 1)


@pytest.mark.parametrize(
    ("away", "drops", "said", "sessions"),
    [
        ({TUESDAY}, True, {Concern.AWAY_DROPPED}, 34),
        ({TUESDAY}, False, {Concern.AWAY}, 35),
        ({WEDNESDAY}, True, set(), 35),
        ({WEDNESDAY}, False, set(), 35),
        ({FIRST}, True, {Concern.AWAY_DROPPED}, 34),
        ({date(2027, 3, 31), date(2027, 8, 1)}, True, set(), 35),
    ],
    ids=["drops", "warns", "not a day of work", "nor when told", "first day", "outside the span"],
)
def test_days_away_drop_out_or_are_told_as_the_network_set_it(
    away: set[date], *, drops: bool, said: set[Concern], sessions: int
) -> None:
    found = held_against(Times(frozenset(away), drops=drops))

    assert concerns(found) == said
    assert (found.sessions, found.blocking) == (sessions, [])
    assert found.planned_minutes == sessions * 180


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ((), False),
        (((None, None, 360),), False),
        (((None, None, 359),), True),
        (((None, FIRST, 60),), True),
        (((None, date(2027, 3, 31), 60),), False),
        (((date(2027, 8, 1), None, 60),), False),
        (((None, None, 60), (None, None, 360)), False),
    ],
    ids=["nothing", "as much", "a minute less", "first day", "before", "after", "the most counts"],
)
def test_hours_over_what_the_person_said_are_told(said: tuple[Said, ...], *, is_told: bool) -> None:
    found = held_against(Times(said=said))

    assert concerns(found) == ({Concern.OVER_SAID} if is_told else set())
    assert found.blocking == []


def test_somebody_away_all_the_time_can_promise_nothing() -> None:
    days = {"first": TUESDAY, "last": TUESDAY}
    away = frozenset({TUESDAY})

    gone = held_against(Times(away), **days)
    assert {one.concern for one in gone.blocking} == {Concern.NOTHING_LEFT}
    told = held_against(Times(away, drops=False), **days)
    assert told.blocking == []


def test_days_away_drop_out_where_holidays_are_kept_and_where_hours_are_free() -> None:
    away = Times(frozenset({TUESDAY}))

    kept = held_against(away, keeps_free_days=True)
    anywhere = held_against(away, slots=(), weekly_minutes=300, first=date(2027, 4, 5))

    assert kept.dropped == (TUESDAY,)
    assert anywhere.weeks[0].minutes == 240
