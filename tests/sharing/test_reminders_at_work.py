"""What is reminded about work: R23 and R27 (domain 6)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from crm.core.db import save
from crm.core.transactions import commit
from crm.reminders.forecast import forecast
from crm.reminders.models import ReminderState
from crm.reminders.planning import Planned
from crm.sharing.models import Assignment, Evaluation, Party, State
from crm.sharing.negotiation import agree, propose
from tests.factories.sharing import Cast, make_assignment

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
