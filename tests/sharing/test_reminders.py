"""What this room reminds about: R18 to R22 and R26 (domain 6)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders.forecast import forecast
from crm.reminders.models import Message, ReminderState
from crm.reminders.planning import Planned
from crm.reminders.scheduler import tick
from crm.reminders.sources import Source, Span
from crm.reminders.terms import Channel
from crm.sharing import reminders
from crm.sharing.housekeeping import move_with_time
from crm.sharing.models import Assignment, Party, State
from crm.sharing.negotiation import agree, counter, propose
from tests.conftest import CountQueries
from tests.factories.sharing import (
    TUE_THU,
    Cast,
    make_agreement,
    make_assignment,
    make_version,
)

NOW = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
HOST, PERSON = Party.HOST_HEAD, Party.PERSON
Line = tuple[str, str, date]


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


def planned(rule: str, *, until: datetime = NOW + timedelta(days=300)) -> list[Planned]:
    return [one for one in forecast(NOW, until).planned if one.rule == rule]


def to_come(rule: str) -> set[Line]:
    """Who is written to, at which step and on which day; what went at once is left out."""
    return {
        (one.recipient.name, one.step, one.at.date())
        for one in planned(rule)
        if one.state is ReminderState.PLANNED and one.channel is Channel.EMAIL and one.step != "H+0"
    }


def all_agree(cast: Cast, assignment: Assignment) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()


def test_r18_asks_again_after_three_and_seven_working_days(assignment: Assignment) -> None:
    wanted = {
        ("HK+3", date(2027, 3, 1)),
        ("HK+7", date(2027, 3, 5)),
    }

    assert to_come("R18") == {
        (name, step, day) for name in ("Yusuf Rahmadi", "Ratna Prameswari") for step, day in wanted
    }


def test_r18_leaves_out_who_has_agreed_and_says_since_when(
    cast: Cast, assignment: Assignment
) -> None:
    agree(assignment, cast.voice(HOST), version=1)
    commit()

    assert {name for name, _step, _day in to_come("R18")} == {"Ratna Prameswari"}
    skipped = [one for one in planned("R18") if one.state is ReminderState.SKIPPED]
    assert "Yusuf Rahmadi" in {one.recipient.name for one in skipped}


def test_r18_uses_the_link_that_is_open(assignment: Assignment) -> None:
    tick(NOW + timedelta(days=5))
    commit()

    links = db.session.scalars(sa.select(Link.party)).all()
    assert sorted(links) == ["host_head", "person"]
    reminded = sa.select(Message.recipient).where(Message.rule == "R18")
    assert set(Counter(db.session.scalars(reminded)).values()) == {2}


def test_a_counter_is_told_once_at_once_and_reminded_later(
    cast: Cast, assignment: Assignment
) -> None:
    version = make_version(week=TUE_THU)
    changed = {"weekly_minutes": version.weekly_minutes, "slots": version.slots}
    counter(assignment, cast.voice(HOST), version=1, changes=changed, note="")
    commit()

    assert {(name, step) for name, step, _day in to_come("R18")} == {
        (name, step) for name in ("Dewi Anggraini", "Ratna Prameswari") for step in ("HK+3", "HK+7")
    }
    tick(NOW + timedelta(minutes=1))
    commit()
    sent = sa.select(Message.rule, Message.recipient).where(Message.created_at >= NOW)
    letters = Counter(rule for rule, to in db.session.execute(sent) if to == cast.ratna.email)
    assert (letters["R19"], letters["R18"]) == (1, 1)


def test_r20_warns_two_working_days_before_the_deadline(assignment: Assignment) -> None:
    # the deadline is Thursday 18 March
    assert to_come("R20") == {
        ("Dewi Anggraini", "HK-2", date(2027, 3, 16)),
        ("Yusuf Rahmadi", "HK-2", date(2027, 3, 16)),
    }


def test_r21_asks_the_approver_again(cast: Cast, assignment: Assignment) -> None:
    all_agree(cast, assignment)

    assert to_come("R21") == {
        ("Prof. Hadi", "HK+5", date(2027, 3, 3)),
        ("Prof. Hadi", "HK+10", date(2027, 3, 18)),
    }


def test_r22_looks_for_the_duty_letter(cast: Cast, assignment: Assignment) -> None:
    all_agree(cast, assignment)

    # five working days before 1 April; 25 and 26 March are days off
    assert to_come("R22") == {
        ("Dewi Anggraini", "HK-5", date(2027, 3, 23)),
        ("Sari Wulandari", "HK-5", date(2027, 3, 23)),
    }


def test_r26_tells_that_an_agreement_ends(cast: Cast) -> None:
    make_agreement(cast, valid_to=date(2027, 7, 31))
    commit()

    assert {day for _name, _step, day in to_come("R26")} == {
        date(2027, 4, 30),
        date(2027, 7, 1),
        date(2027, 7, 23),
    }
    assert {name for name, _step, _day in to_come("R26")} == {
        "Dewi Anggraini",
        "Yusuf Rahmadi",
        "Sari Wulandari",
    }


def test_nothing_is_said_of_what_has_ended(cast: Cast, assignment: Assignment) -> None:
    assignment.withdraw(by=cast.dewi_user.as_actor(), reason="Batal")
    commit()

    assert all(not to_come(rule) for rule in ("R18", "R20", "R21", "R22", "R26"))


def test_unanswered_proposals_expire_by_themselves(
    cast: Cast, app: Flask, assignment: Assignment
) -> None:
    assert move_with_time() == 0
    assignment.current.reply_by = date(2027, 2, 16)
    commit()

    assert move_with_time() == 1
    db.session.expire_all()
    assert assignment.state is State.EXPIRED
    letters = sa.select(Message.recipient).where(Message.kind == "sharing/mail/expired")
    assert len(db.session.scalars(letters).all()) == 3
    assert move_with_time() == 0


@pytest.mark.parametrize("source", reminders.SOURCES, ids=lambda source: source.code)
def test_a_source_costs_the_same_for_one_and_for_many(
    cast: Cast, count_queries: CountQueries, source: Source
) -> None:
    span = Span(date(2027, 1, 1), date(2029, 12, 31))

    def asked() -> int:
        commit()
        db.session.expunge_all()
        with count_queries() as statements:
            list(source.occasions(span))
        return len(statements)

    for _ in range(2):
        propose(make_assignment(cast), by=cast.dewi_user)
        make_agreement(cast)
    one = asked()
    cast.home, cast.host = db.session.merge(cast.home), db.session.merge(cast.host)
    cast.ratna, cast.dewi_user = db.session.merge(cast.ratna), db.session.merge(cast.dewi_user)
    for _ in range(4):
        propose(make_assignment(cast), by=cast.dewi_user)
        make_agreement(cast)

    assert asked() == one
