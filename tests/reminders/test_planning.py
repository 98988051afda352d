"""The engine's rules at their edges: offsets, free days, quiet hours, digests, what is late."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.reminders.models import ReminderState
from crm.reminders.planning import (
    NO_ADDRESS,
    NO_CONSENT,
    REFUSED,
    Key,
    Planned,
    person_of,
    plan,
    plan_moves,
)
from crm.reminders.sources import LeftOut, Nature, Occasion
from crm.reminders.terms import Channel, Terms
from crm.reminders.turns import REPEATED, STALE, TOO_LATE
from tests.factories.reminders import (
    by_source,
    circumstances,
    make_occasion,
    make_recipient,
    make_terms,
    utc,
)

EARLY = utc("2027-01-01T00:00")


def planned_for(terms: Terms, *occasions: Occasion, now: datetime = EARLY) -> list[Planned]:
    return plan([terms], by_source(terms, *occasions), circumstances(now))


def local_times(planned: list[Planned]) -> list[str]:
    return [
        one.at.astimezone(ZoneInfo(one.recipient.zone)).strftime("%Y-%m-%d %H:%M")
        for one in planned
        if one.state is ReminderState.PLANNED
    ]


@pytest.mark.parametrize(
    ("steps", "nature", "on", "expected"),
    [
        ("H-7", Nature.BEFORE, date(2027, 3, 31), "2027-03-24 08:00"),
        ("HK-3", Nature.BEFORE, date(2027, 3, 16), "2027-03-03 08:00"),
        ("HK+3", Nature.AFTER, date(2027, 3, 5), "2027-03-18 08:00"),
        ("H-90", Nature.BEFORE, date(2027, 7, 31), "2027-04-30 08:00"),
        ("H-30", Nature.BEFORE, date(2027, 7, 31), "2027-07-01 08:00"),
        ("H-7", Nature.BEFORE, date(2027, 7, 31), "2027-07-23 08:00"),
        ("H+1", Nature.BEFORE, date(2027, 3, 5), "2027-03-16 08:00"),
        ("H+0", Nature.BEFORE, date(2027, 3, 13), "2027-03-05 08:00"),
        ("H+0", Nature.AFTER, date(2027, 3, 13), "2027-03-16 08:00"),
        ("HK-5", Nature.BEFORE, date(2027, 7, 23), "2027-07-16 08:00"),
        ("H-1", Nature.BEFORE, date(2028, 2, 29), "2028-02-28 08:00"),
        ("H-30", Nature.BEFORE, date(2028, 3, 30), "2028-02-29 08:00"),
        ("H+1", Nature.AFTER, date(2027, 12, 31), "2028-01-03 08:00"),
    ],
)
def test_a_step_falls_on_a_working_day_of_the_recipient(
    steps: str, nature: Nature, on: date, expected: str
) -> None:
    terms = make_terms(steps, nature=nature)
    now = utc(f"{on.year}-01-01T00:00")
    planned = planned_for(terms, make_occasion(on=on), now=now)

    assert local_times(planned) == [expected]


def test_a_meeting_is_counted_from_its_date_on_the_recipients_clock() -> None:
    night = utc("2027-03-30T16:30")
    west, east = make_recipient(), make_recipient(zone="Asia/Jayapura")
    planned = planned_for(make_terms("H-1"), make_occasion(at=night, recipients=(west, east)))

    assert [one.recipient for one in planned] == [west, east]
    assert [one.day for one in planned] == [date(2027, 3, 30), date(2027, 3, 31)]
    assert local_times(planned) == ["2027-03-29 08:00", "2027-03-30 08:00"]


@pytest.mark.parametrize(
    ("asked_at", "expected"),
    [
        ("2027-03-03T03:00", "2027-03-03 10:00"),
        ("2027-03-03T11:00", "2027-03-04 07:30"),
        ("2027-03-03T10:59", "2027-03-03 17:59"),
        ("2027-03-02T23:00", "2027-03-03 07:30"),
        ("2027-03-05T12:00", "2027-03-16 07:30"),
        ("2027-03-06T03:00", "2027-03-16 07:30"),
    ],
)
def test_what_goes_at_once_keeps_quiet_hours_and_free_days(asked_at: str, expected: str) -> None:
    at = utc(asked_at)
    terms = make_terms("H+0", nature=Nature.AFTER)
    planned = planned_for(terms, make_occasion(at=at, known_at=at), now=at)

    assert local_times(planned) == [expected]


def test_an_occasion_known_late_is_told_once_and_at_once() -> None:
    known = utc("2027-03-29T04:00")
    occasion = make_occasion(on=date(2027, 4, 1), known_at=known)
    planned = planned_for(make_terms("H-90, H-30, H-7"), occasion, now=known)

    assert local_times(planned) == ["2027-03-29 11:00"]
    assert [one.step for one in planned if one.state is ReminderState.PLANNED] == ["H-7"]
    assert {str(one.reason) for one in planned if one.reason} == {str(REPEATED)}


def test_with_less_than_a_day_left_only_the_page_says_it() -> None:
    known = utc("2027-03-31T04:00")
    user = make_recipient(user_id=5)
    occasion = make_occasion(at=utc("2027-04-01T03:00"), known_at=known, recipients=(user,))
    planned = planned_for(make_terms("H-7"), occasion, now=known)

    assert {(one.channel, one.state) for one in planned} == {
        (Channel.APP, ReminderState.PLANNED),
        (Channel.EMAIL, ReminderState.SKIPPED),
    }
    assert next(one for one in planned if one.channel is Channel.EMAIL).reason is TOO_LATE


def test_a_step_a_few_hours_ahead_makes_catching_up_needless() -> None:
    known = utc("2027-03-30T01:30")
    occasion = make_occasion(on=date(2027, 4, 1), known_at=known)
    planned = planned_for(make_terms("H-7, H-1"), occasion, now=known)

    assert [one.step for one in planned if one.state is ReminderState.PLANNED] == ["H-1"]


def test_after_a_standstill_what_is_still_of_use_goes_late_and_once() -> None:
    """Edge case E10: down from H-8 to H-2, the letter of H-7 goes late, once."""
    occasion = make_occasion(on=date(2027, 4, 30))
    around = circumstances(utc("2027-04-28T04:00"), since=utc("2027-04-22T00:00"))
    terms = make_terms("H-7, H-1")
    planned = plan([terms], by_source(terms, occasion), around)

    assert [(one.step, one.state, one.is_due(around.now)) for one in planned] == [
        ("H-7", ReminderState.PLANNED, True),
        ("H-1", ReminderState.PLANNED, False),
    ]


def test_after_a_standstill_what_has_lost_its_use_is_skipped_as_stale() -> None:
    occasion = make_occasion(at=utc("2027-04-30T03:00"))
    around = circumstances(utc("2027-04-30T05:00"), since=utc("2027-04-22T00:00"))
    terms = make_terms("H-7, H-1")
    planned = plan([terms], by_source(terms, occasion), around)

    assert [(one.step, one.reason) for one in planned] == [("H-7", REPEATED), ("H-1", STALE)]


def test_what_is_late_at_night_waits_for_the_morning() -> None:
    occasion = make_occasion(on=date(2027, 4, 30))
    around = circumstances(utc("2027-04-23T13:00"), since=utc("2027-04-22T00:00"))
    terms = make_terms("H-7")
    planned = plan([terms], by_source(terms, occasion), around)

    assert local_times(planned) == ["2027-04-24 07:30"]


def test_what_was_planned_before_is_not_planned_again_unless_it_is_pending() -> None:
    terms, occasion = make_terms("H-7"), make_occasion(on=date(2027, 4, 30))
    after = circumstances(utc("2027-04-25T00:00"), since=utc("2027-04-24T00:00"))
    key = planned_for(terms, occasion)[0].key

    assert plan([terms], by_source(terms, occasion), after) == []
    pending = replace(after, pending=frozenset({key}))
    assert [one.key for one in plan([terms], by_source(terms, occasion), pending)] == [key]


def test_three_letters_of_one_round_become_one() -> None:
    person = make_recipient()
    occasions = [make_occasion(recipients=(person,), on=date(2027, 4, 30)) for _ in range(3)]
    two = planned_for(make_terms("H-7"), *occasions[:2])
    three = planned_for(make_terms("H-7"), *occasions)

    assert [one.gathered for one in two] == [False, False]
    assert [one.gathered for one in three] == [True, True, True]
    assert len({one.at for one in three}) == 1


def test_the_third_letter_of_a_day_waits_for_the_next_round() -> None:
    person = make_recipient()
    times = ("2027-04-21T02:00", "2027-04-21T03:00", "2027-04-21T04:00")
    occasions = [make_occasion(recipients=(person,), at=utc(at), known_at=utc(at)) for at in times]
    planned = planned_for(make_terms("H+0", nature=Nature.AFTER), *occasions)

    assert [one.gathered for one in planned] == [False, False, True]
    assert local_times(planned)[-1] == "2027-04-22 08:00"


def test_each_left_out_person_has_a_reason() -> None:
    left = make_recipient(name="dr. Maya")
    occasion = make_occasion(left_out=(LeftOut(left, "sudah menjawab hadir"),))
    planned = planned_for(make_terms("H-7"), occasion)
    skipped = [one for one in planned if one.state is ReminderState.SKIPPED]

    assert [(one.recipient.name, one.reason) for one in skipped] == [
        ("dr. Maya", "sudah menjawab hadir")
    ]


def test_why_not_names_address_refusal_and_consent() -> None:
    none, refused = make_recipient(email=""), make_recipient(email="Tolak@contoh.example")
    occasion = make_occasion(recipients=(none, refused))
    around = replace(circumstances(EARLY), refused=frozenset({"tolak@contoh.example"}))
    terms = make_terms("H-7")
    reasons = {one.reason for one in plan([terms], by_source(terms, occasion), around)}
    promotional = make_terms("H-7", promotional=True)

    assert reasons == {NO_ADDRESS, REFUSED}
    assert planned_for(promotional, make_occasion())[0].reason is NO_CONSENT
    willing = make_occasion(recipients=(make_recipient(consented=True),))
    assert planned_for(promotional, willing)[0].state is ReminderState.PLANNED


def test_the_head_joins_when_two_reminders_went_unanswered() -> None:
    party, head = make_recipient(), make_recipient(from_step=2)
    terms = make_terms("H+0, HK+3, HK+7", nature=Nature.AFTER)
    occasion = make_occasion(on=date(2027, 4, 1), recipients=(party, head))
    planned = planned_for(terms, occasion)

    assert [one.step for one in planned if one.recipient is party] == ["H+0", "HK+3", "HK+7"]
    assert [one.step for one in planned if one.recipient is head] == ["HK+7"]


def test_a_rule_for_one_audience_leaves_the_others_alone() -> None:
    chair = make_recipient(audience="chair")
    terms = make_terms("H-7", audiences=frozenset({"chair"}))
    planned = planned_for(terms, make_occasion(recipients=(make_recipient(), chair)))

    assert [one.recipient for one in planned] == [chair]


def test_a_repeated_step_comes_back_until_the_source_stops_offering() -> None:
    terms = make_terms("H+1*7")
    around = circumstances(
        utc("2027-05-20T02:00"), since=utc("2027-05-10T00:00"), until=utc("2027-05-27T00:00")
    )
    planned = plan([terms], by_source(terms, make_occasion(on=date(2027, 4, 1))), around)

    assert [(one.step, one.at.date()) for one in planned] == [
        ("H+1#6", date(2027, 5, 14)),
        ("H+1#7", date(2027, 5, 21)),
    ]


def test_the_key_never_contains_the_present_date() -> None:
    occasion = make_occasion(on=date(2027, 4, 30))
    moved = replace(occasion, on=date(2027, 5, 7))

    first, second = planned_for(make_terms("H-7"), occasion), planned_for(make_terms("H-7"), moved)

    assert [one.key for one in first] == [one.key for one in second]
    assert first[0].at != second[0].at


def test_who_was_told_another_date_gets_one_notice() -> None:
    occasion = make_occasion(on=date(2027, 4, 30))
    recipient = occasion.recipients[0]
    about = (occasion.subject_kind, occasion.subject_id, occasion.occurrence)
    told: dict[Key, date] = {(*about, person_of(recipient)): date(2027, 4, 23)}
    around = circumstances(utc("2027-04-20T03:00"))

    notices = plan_moves(told, [("meeting_nears", occasion)], around)
    same = plan_moves({(*about, person_of(recipient)): date(2027, 4, 30)}, [("", occasion)], around)

    assert [(one.rule, one.step) for one in notices] == [("R00", "2027-04-23>2027-04-30")]
    assert same == []


@pytest.mark.parametrize(
    ("on", "still_coming"),
    [(date(1900, 1, 1), {"H+1"}), (date(1, 1, 1), {"H+1"}), (date(9999, 12, 31), set())],
)
def test_at_the_ends_of_the_calendar_only_what_repeats_still_comes(
    on: date, still_coming: set[str]
) -> None:
    terms = make_terms("H-90, HK-30, H+90, HK+30, H+1*7")

    planned = planned_for(terms, make_occasion(on=on))

    assert {one.step.partition("#")[0] for one in planned} == still_coming


ZONES = ("Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "Pacific/Apia", "America/St_Johns")
STEPS = st.sampled_from(["H-7, H-1", "HK-3, H+1*7", "H+0, HK+3, HK+7", "H-90, H-30, H-7"])


@st.composite
def some_occasions(draw: st.DrawFn) -> list[Occasion]:
    people = [make_recipient(zone=zone) for zone in ZONES]
    days = draw(st.lists(st.dates(date(2027, 1, 1), date(2028, 3, 31)), min_size=1, max_size=6))
    return [
        make_occasion(on=day, recipients=tuple(draw(st.sets(st.sampled_from(people), min_size=1))))
        for day in days
    ]


@settings(max_examples=40, deadline=None)
@given(
    steps=STEPS,
    nature=st.sampled_from([Nature.BEFORE, Nature.AFTER]),
    occasions=some_occasions(),
    hours=st.lists(st.integers(1, 24 * 40), min_size=1, max_size=12),
)
def test_ticks_at_any_hours_give_what_one_look_gives(
    steps: str, nature: Nature, occasions: list[Occasion], hours: list[int]
) -> None:
    """Planning twice adds nothing, and however rarely the tick comes, nothing is missing."""
    terms = make_terms(steps, nature=nature)
    start = since = now = utc("2027-01-01T00:00")
    settled: set[Key] = set()
    pending: set[Key] = set()
    for pause in hours:
        now += timedelta(hours=pause)
        around = circumstances(
            now, since=since, until=now + timedelta(days=14), pending=frozenset(pending)
        )
        planned = plan([terms], by_source(terms, *occasions), around)
        due = {one.key for one in planned if one.is_due(now)}
        assert len(planned) == len({one.key for one in planned})
        assert not due & settled
        settled |= due
        pending = {one.key for one in planned} - due
        since = now
    whole = plan([terms], by_source(terms, *occasions), circumstances(start, since=start))
    turned = {one.key for one in whole if one.moment <= now}

    assert settled | (pending & turned) == turned
