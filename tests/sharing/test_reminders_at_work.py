"""What is reminded about work: R23 to R25, R27 and R28 (domain 6)."""

import math
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.reminders.forecast import forecast
from crm.reminders.models import Message, ReminderState
from crm.reminders.planning import Planned
from crm.reminders.sources import Source, Span
from crm.sharing.capacity.patterns import Slot
from crm.sharing.models import Assignment, Evaluation, Party, State
from crm.sharing.models.work import TimeEntry
from crm.sharing.negotiation import agree, propose
from crm.sharing.work.reminding import SOURCES
from tests.conftest import CountQueries
from tests.factories.sharing import TUE_THU, Cast, make_assignment

NOW = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
AFTER = datetime(2027, 7, 1, 2, 0, tzinfo=UTC)
ALL = {"Ratna Prameswari", "Dewi Anggraini", "Yusuf Rahmadi"}


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    for party in (Party.HOST_HEAD, Party.PERSON):
        agree(drafted, cast.voice(party), version=1)
    commit()
    return drafted


def planned(rule: str, now: datetime = NOW) -> list[Planned]:
    found = forecast(now, now.replace(year=2028)).planned
    return [one for one in found if one.rule == rule]


def to_come(rule: str, now: datetime = NOW) -> set[tuple[str, str, date]]:
    return {
        (one.recipient.name, one.step, one.at.date())
        for one in planned(rule, now)
        if one.state is ReminderState.PLANNED
    }


def test_r23_tells_all_sides_three_days_before_but_not_without_a_duty_letter(
    assignment: Assignment,
) -> None:
    assert to_come("R23") == set()
    skipped = {one.recipient.name for one in planned("R23")}
    assert skipped == ALL

    assignment.state = State.DOCUMENTED
    commit()

    days = {day for _name, _step, day in to_come("R23")}
    assert {name for name, _step, _day in to_come("R23")} == ALL
    assert days == {date(2027, 3, 29)}


def test_r27_asks_host_and_person_until_each_has_evaluated(assignment: Assignment) -> None:
    with time_machine.travel(AFTER, tick=False):
        assignment.state, assignment.moved_at = State.COMPLETED, AFTER
        commit()
        asked = to_come("R27", AFTER)
        assert {(name, step) for name, step, _day in asked} == {
            (name, step)
            for name in ("Ratna Prameswari", "Yusuf Rahmadi")
            for step in ("HK+5", "HK+10")
        }
        assert {day for _n, step, day in asked if step == "HK+5"} == {date(2027, 7, 8)}
        given = {"marks": {}, "reached": 80, "again": True, "by_name": "Yusuf", "at": AFTER}
        save(Evaluation(assignment_id=assignment.id, party=Party.HOST_HEAD, **given))
        commit()

        assert {name for name, _step, _day in to_come("R27", AFTER)} == {"Ratna Prameswari"}
        left = [one for one in planned("R27", AFTER) if one.state is ReminderState.SKIPPED]
        assert {one.recipient.name for one in left} == {"Yusuf Rahmadi"}


def note(assignment: Assignment, day: date, minutes: int) -> None:
    """Hours that the host has confirmed."""
    at = datetime(2027, 4, 1, 2, 0, tzinfo=UTC)
    who = {"noted_by": "Ratna", "noted_at": at, "confirmed_by": "Yusuf", "confirmed_at": at}
    save(TimeEntry(assignment_id=assignment.id, day=day, minutes=minutes, task="Katalog", **who))
    commit()


@pytest.mark.parametrize(("days", "is_asked"), [(13, False), (14, True), (15, True)])
def test_r24_asks_the_person_for_hours_on_the_fourteenth_day(
    assignment: Assignment, days: int, is_asked: bool
) -> None:
    assignment.state = State.ACTIVE
    note(assignment, date(2027, 4, 6), 180)
    until = datetime(2027, 4, 6, 16, 0, tzinfo=UTC) + timedelta(days=days)

    found = [one for one in forecast(NOW, until).planned if one.rule == "R24"]

    assert bool(found) is is_asked
    assert {one.recipient.name for one in found} <= {"Ratna Prameswari"}


def test_r24_counts_from_the_last_day_noted_and_asks_again_every_two_weeks(
    assignment: Assignment,
) -> None:
    assignment.state = State.ACTIVE
    commit()
    assert min(day for _n, _s, day in to_come("R24")) == date(2027, 4, 15)

    note(assignment, date(2027, 4, 6), 180)

    days = sorted({day for _n, _s, day in to_come("R24")})
    assert days[:2] == [date(2027, 4, 20), date(2027, 5, 4)]


@pytest.mark.parametrize(("share", "is_told"), [(59, True), (60, False)])
def test_r25_tells_home_and_host_when_less_than_sixty_percent_is_done_half_way(
    assignment: Assignment, share: int, is_told: bool
) -> None:
    assignment.state = State.ACTIVE
    due = math.ceil(assignment.promise.planned_minutes / 2 * share / 100)
    for turn in range(4):
        note(assignment, date(2027, 4, 6) + timedelta(days=turn), (due + turn) // 4)

    told = {name for name, _step, _day in to_come("R25")}

    assert told == ({"Dewi Anggraini", "Yusuf Rahmadi"} if is_told else set())
    middle = date(2027, 5, 21)  # half way is Sunday 16 May; the days after it are off
    assert {day for _n, _s, day in to_come("R25")} == ({middle} if is_told else set())
    if not is_told:
        left = {one.recipient.name for one in planned("R25")}
        assert left == {"Dewi Anggraini", "Yusuf Rahmadi"}


COSTS = {
    "work_starts": State.DOCUMENTED,
    "hours_unnoted": State.ACTIVE,
    "delivery_slow": State.ACTIVE,
    "evaluation_missing": State.COMPLETED,
}


@pytest.mark.parametrize(
    "source", [one for one in SOURCES if one.code in COSTS], ids=lambda source: source.code
)
def test_a_source_about_work_costs_the_same_for_one_and_for_many(
    cast: Cast, count_queries: CountQueries, source: Source
) -> None:
    drafted = [make_assignment(cast) for _ in range(5)]
    for one in drafted:
        propose(one, by=cast.dewi_user)
    numbers = [one.id for one in drafted]

    def asked(*turned: int) -> tuple[int, int]:
        for number in turned:
            work = db.session.get_one(Assignment, number)
            work.number_in_force, work.state = 1, COSTS[source.code]
        commit()
        db.session.expunge_all()
        with count_queries() as statements:
            found = list(source.occasions(Span(date(2027, 1, 1), date(2029, 12, 31))))
        return len(found), len(statements)

    few, one_costs = asked(numbers[0])
    many, all_cost = asked(*numbers[1:])

    assert (few, many) == (1, 5)
    assert all_cost == one_costs


@pytest.mark.parametrize(("minutes", "is_told"), [(90, False), (120, True)])
def test_r28_tells_the_home_when_another_yes_puts_the_person_over_the_cap(
    cast: Cast, minutes: int, is_told: bool
) -> None:
    hours, rest = divmod(9 * 60 + minutes, 60)
    wednesday = Slot(2, time(9), time(hours, rest))
    for week in (TUE_THU, (wednesday,)):
        assert not told_of("R28")
        drafted = make_assignment(cast, week=week)
        propose(drafted, by=cast.dewi_user)
        for party in (Party.HOST_HEAD, Party.PERSON):
            agree(drafted, cast.voice(party), version=1)
        commit()

    assert told_of("R28") == ({"Dewi Anggraini"} if is_told else set())


def told_of(rule: str) -> set[str]:
    return set(db.session.scalars(sa.select(Message.recipient_name).where(Message.rule == rule)))
