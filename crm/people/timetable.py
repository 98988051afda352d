"""When somebody has hours to give and when somebody is away, as one page tells it."""

from dataclasses import dataclass
from typing import Any

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.institutions.queries import today
from crm.people.models import Absence, Availability, Person
from crm.people.queries import times_of


@dataclass(frozen=True)
class Timetable:
    """Free hours, and the days away from today on."""

    free: list[Any]
    away: list[Any]


def timetable_of(person: Person) -> Timetable:
    """What is noted of a person's time. Costs one statement."""
    found = db.session.execute(times_of(person, since=today())).all()
    return Timetable(
        [one for one in found if one.weekly_minutes],
        [one for one in found if not one.weekly_minutes],
    )


def offer_hours(person: Person, facts: dict[str, Any], *, by: Actor) -> None:
    """Note hours that somebody has to give."""
    save(Availability.offer(person, by=by, **facts))


def take_hours_back(person: Person, hours: Availability, *, by: Actor) -> None:
    """Let somebody have these hours no more."""
    hours.take_back(person, by=by)
    db.session.delete(hours)


def note_absence(person: Person, facts: dict[str, Any], *, by: Actor) -> None:
    """Note days on which somebody is away."""
    save(Absence.note_for(person, by=by, **facts))


def take_absence_back(person: Person, absence: Absence, *, by: Actor) -> None:
    """Let somebody be there on these days after all."""
    absence.take_back(person, by=by)
    db.session.delete(absence)
