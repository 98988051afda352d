"""What people read in the reminders of staff sharing (R18, R20 to R28), word by word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.network.models import Signatory
from crm.reminders.forecast import forecast, sources
from crm.reminders.models import Message, ReminderState
from crm.reminders.owing import words_said
from crm.reminders.stationery import Sheet
from crm.reminders.wording import EVERYWHERE
from crm.sharing.capacity.patterns import Slot
from crm.sharing.letters import issue_duty_letter
from crm.sharing.models import Assignment, State
from crm.sharing.models.work import TimeEntry
from crm.sharing.negotiation import propose
from tests.factories.sharing import TUE_THU, Cast, make_agreement, make_assignment
from tests.sharing.agreeing import agreed_by_all
from tests.sharing.snapshots import same_as_kept

LANGUAGES = ("id", "en")


@pytest.fixture
def asked(cast: Cast) -> Assignment:
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


def as_is(_cast: Cast, _work: Assignment) -> None:
    """Nobody has answered yet."""


def agreed(cast: Cast, work: Assignment) -> None:
    agreed_by_all(cast, work)


def documented(cast: Cast, work: Assignment) -> None:
    agreed_by_all(cast, work)
    agreed_by_all(cast, work)
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    issue_duty_letter(work, by=cast.secretariat)
    commit()


def under_way(cast: Cast, work: Assignment) -> None:
    documented(cast, work)
    work.state = State.ACTIVE
    at = datetime(2027, 4, 7, 2, 0, tzinfo=UTC)
    who = {"noted_by": "Ratna", "noted_at": at, "confirmed_by": "Yusuf", "confirmed_at": at}
    for day in (date(2027, 4, 5), date(2027, 4, 7)):
        save(TimeEntry(assignment_id=work.id, day=day, minutes=480, task="Katalog", **who))
    commit()


def completed(cast: Cast, work: Assignment) -> None:
    under_way(cast, work)
    work.state, work.moved_at = State.COMPLETED, datetime(2027, 7, 1, 2, 0, tzinfo=UTC)
    commit()


def with_agreement(cast: Cast, _work: Assignment) -> None:
    make_agreement(cast, valid_to=date(2027, 7, 31))
    commit()


def with_clause(cast: Cast, _work: Assignment) -> None:
    signed_on = date(2027, 2, 1)
    make_agreement(cast, valid_to=date(2027, 7, 31), auto_renew=True, signed_on=signed_on)
    commit()


LETTERS: list[tuple[str, str, str, Callable[[Cast, Assignment], None]]] = [
    ("R18", "HK+7", "Yusuf Rahmadi", as_is),
    ("R20", "HK-2", "Dewi Anggraini", as_is),
    ("R21", "HK+5", "Prof. Hadi", agreed),
    ("R22", "HK-5", "Dewi Anggraini", agreed),
    ("R23", "H-3", "Ratna Prameswari", documented),
    ("R24", "H+14", "Ratna Prameswari", under_way),
    ("R25", "H+0", "Yusuf Rahmadi", under_way),
    ("R26", "H-30", "Yusuf Rahmadi", documented),
    ("R26-agreement", "H-90", "Sari Wulandari", with_agreement),
    ("R26-clause", "H-30", "Dewi Anggraini", with_clause),
    ("R27", "HK+5", "Yusuf Rahmadi", completed),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "step", "name", "happens"), LETTERS, ids=[one[0] for one in LETTERS]
)
def test_the_reminder(
    cast: Cast,
    asked: Assignment,
    rule: str,
    step: str,
    name: str,
    happens: Callable[[Cast, Assignment], None],
    language: str,
) -> None:
    happens(cast, asked)

    same_as_kept(f"{rule}.{language}", the_letter(rule.partition("-")[0], step, name, language))


def the_letter(rule: str, step: str, name: str, language: str) -> str:
    """The reminder that is still to come, as that reader would find it."""
    now = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
    found = forecast(now, now.replace(year=2028))
    [one, *_rest] = [
        one
        for one in found.planned
        if (one.rule, one.step, one.recipient.name) == (rule, step, name)
        and one.state is ReminderState.PLANNED
    ]
    reader = replace(one.recipient, language=language)
    said = words_said(one.occasion, reader, found.scripts[rule], one.at)
    subject, text, _html = Sheet.of(language).letter(said)
    return f"{subject}\n\n{text}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_the_cap(cast: Cast, clock_stands: time_machine.Traveller, language: str) -> None:
    cast.dewi.language = language
    for week in (TUE_THU, (Slot(2, time(9), time(11)),)):
        drafted = make_assignment(cast, week=week)
        propose(drafted, by=cast.dewi_user)
        agreed_by_all(cast, drafted)

    [letter] = db.session.scalars(sa.select(Message).where(Message.rule == "R28"))

    same_as_kept(f"R28.{language}", f"{letter.subject}\n\n{letter.body_text}")


def test_no_token_of_a_room_hides_one_that_stands_everywhere(app: Flask) -> None:
    for source in sources().values():
        names = [*source.tokens, *source.tokens.values()]
        assert not {*EVERYWHERE, *EVERYWHERE.values()}.intersection(names), source.code
