"""Hours at work: noted by the person, confirmed by the host, held against the plan (domain 3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.core import clock
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.templating import local, number, plain_date
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.sharing.models import Assignment, AssignmentVersion, State, Voice
from crm.sharing.models.work import LONGEST_DAY, TimeEntry
from crm.sharing.queries.work import entries_of
from crm.sharing.work import events as work_events

NOTED_IN = frozenset({State.ACTIVE, State.SUSPENDED, State.COMPLETED, State.TERMINATED})
"""When hours may still be noted: also after the last day, until everybody has evaluated."""


@dataclass(frozen=True)
class Worked:
    """What was planned, noted and confirmed, in minutes."""

    planned: int
    noted: int
    confirmed: int

    @property
    def delivered(self) -> float | None:
        """The confirmed share of the plan in percent; None where no hours were planned."""
        return self.confirmed * 100 / self.planned if self.planned else None

    @property
    def waiting(self) -> int:
        """What the host has not confirmed yet."""
        return self.noted - self.confirmed

    @property
    def is_all_done(self) -> bool:
        """Tell whether every planned hour was worked and confirmed."""
        return 0 < self.planned <= self.confirmed


def promise_of(assignment: Assignment) -> AssignmentVersion:
    """The version by which people work: the one in force."""
    return assignment.promise


def worked_by(assignment: Assignment, entries: Sequence[TimeEntry]) -> Worked:
    """The sums of an assignment."""
    return Worked(
        planned=promise_of(assignment).planned_minutes,
        noted=sum(one.minutes for one in entries),
        confirmed=sum(one.minutes for one in entries if one.is_confirmed),
    )


def note_hours(
    assignment: Assignment, voice: Voice, *, day: date, minutes: int, task: str
) -> TimeEntry:
    """Write down time that was worked.

    Refused before work begins and once it is evaluated; for a day outside the promise or ahead; and
    where one day would hold more than twelve hours.
    """
    assignment.hold()
    _refuse_outside_work(assignment)
    _refuse_strange_day(assignment, day)
    same_day = sum(one.minutes for one in entries(assignment) if one.day == day)
    if same_day + minutes > LONGEST_DAY:
        raise NotValid(
            _(
                "%(day)s would hold %(hours)s hours; twelve are the most.",
                day=plain_date(day),
                hours=number((same_day + minutes) / 60),
            )
        )
    entry = save(
        TimeEntry(
            assignment_id=assignment.id,
            day=day,
            minutes=minutes,
            task=task,
            noted_by=voice.by.name,
            noted_at=clock.now(),
        )
    )
    _tell(assignment, work_events.HoursNoted, voice, minutes)
    return entry


def take_back_hours(assignment: Assignment, entry: TimeEntry, voice: Voice) -> None:
    """Take away time that was noted by mistake; what the host confirmed stays."""
    assignment.hold()
    db.session.refresh(entry)
    if entry.is_confirmed:
        raise NotPossible(_("These hours are confirmed by the host and stay."))
    db.session.delete(entry)
    _tell(assignment, work_events.HoursTakenBack, voice, entry.minutes)


def confirm_hours(assignment: Assignment, voice: Voice) -> int:
    """The host stands by everything noted so far; say how many minutes that adds."""
    assignment.hold()
    waiting = [one for one in entries(assignment) if not one.is_confirmed]
    if not waiting:
        raise NotPossible(_("Every hour noted is confirmed already."))
    for one in waiting:
        one.confirmed_by, one.confirmed_at = voice.by.name, clock.now()
    minutes = sum(one.minutes for one in waiting)
    _tell(assignment, work_events.HoursConfirmed, voice, minutes)
    return minutes


def entries(assignment: Assignment) -> list[TimeEntry]:
    """What was noted, by day. Costs one statement."""
    return list(db.session.scalars(entries_of(assignment)))


def _refuse_outside_work(assignment: Assignment) -> None:
    if assignment.state not in NOTED_IN:
        raise NotPossible(_("Hours are noted from the first day at work until the evaluation."))


def _refuse_strange_day(assignment: Assignment, day: date) -> None:
    """Refuse a day ahead, one outside the promise, or one after its early end."""
    promise = promise_of(assignment)
    ended = assignment.state is State.TERMINATED
    last = min(promise.ends_on, local(assignment.moved_at).date()) if ended else promise.ends_on
    if day > today():
        raise NotValid(_("This day lies ahead. Note hours once they are worked."))
    if not assignment.first_day <= day <= last:
        raise NotValid(
            _(
                "The promise runs from %(first)s to %(last)s.",
                first=plain_date(assignment.first_day),
                last=plain_date(last),
            )
        )


def _tell(
    assignment: Assignment, fact: type[work_events.WithHours], voice: Voice, minutes: int
) -> None:
    assignment.tell(fact, voice.by, party=voice.party, minutes=minutes)
