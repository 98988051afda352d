"""Work in the demo: hours noted session by session, confirmed by the host, judged at the end."""

from datetime import timedelta
from itertools import groupby

from crm.core.actors import Actor
from crm.core.db import db
from crm.demo.year import Year
from crm.sharing.capacity.availability import almanac_of
from crm.sharing.capacity.patterns import Session, sessions_of
from crm.sharing.models import Assignment, Party, Voice
from crm.sharing.work.hours import confirm_hours, note_hours, promise_of
from crm.sharing.work.turning import complete, evaluate

GOOD = {"skill": 4, "reliability": 4, "cooperation": 4, "support": 3, "result": 3}


def work_on(assignment: Assignment, task: str, host: Voice, year: Year) -> None:
    """Let the person note every session up to yesterday; the host confirms each month's."""
    promise, number = promise_of(assignment), assignment.id
    held = [
        one
        for one in sessions_of(promise.pattern, almanac_of(assignment, promise))[0]
        if one.day < year.today
    ]
    person = _person_voice(assignment)
    for _month, sessions in groupby(held, key=lambda one: (one.day.year, one.day.month)):
        _work_a_month(number, list(sessions), task, (person, host), year)


def _work_a_month(
    number: int, sessions: list[Session], task: str, voices: tuple[Voice, Voice], year: Year
) -> None:
    person, host = voices
    last = sessions[-1].day
    with year.lived(year.away(last)):
        for one in sessions:
            minutes = int((one.ends_at - one.starts_at).total_seconds()) // 60
            note_hours(_again(number), person, day=one.day, minutes=minutes, task=task)
    if last + timedelta(days=7) < year.today:
        with year.lived(year.away(last) + 2):
            confirm_hours(_again(number), host)


def judged(assignment: Assignment, host: Voice, year: Year) -> None:
    """Complete work whose last day is over, and let host and person say what they think."""
    number, after = assignment.id, promise_of(assignment).ends_on + timedelta(days=1)
    person = _person_voice(assignment)
    away = year.away(after)
    with year.lived(away):
        complete(_again(number), on=after)
    with year.lived(away + 3):
        said = {"marks": GOOD, "reached": 90, "again": True}
        evaluate(_again(number), host, words="Jaringan ruang baca kini stabil.", **said)
    with year.lived(away + 4):
        evaluate(_again(number), person, words="Tim tuan rumah sangat membantu.", **said)


def _person_voice(assignment: Assignment) -> Voice:
    who = assignment.person
    by = Actor(name=who.full_name, role=Party.PERSON.value, way="page")
    return Voice(party=Party.PERSON, by=by, email=who.email or "", person_id=who.id)


def _again(number: int) -> Assignment:
    return db.session.get_one(Assignment, number)
