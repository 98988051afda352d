"""Questions about hours worked and evaluations."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from crm.sharing.models import Assignment, AssignmentVersion, State
from crm.sharing.models.work import Evaluation, TimeEntry
from crm.sharing.queries.assignments import (
    IN_LISTS,
    WITH_PARTIES,
    assignments_open,
    with_promise,
)


def entries_of(assignment: Assignment) -> sa.Select[TimeEntry]:
    """The hours noted of an assignment, the last day first."""
    theirs = sa.select(TimeEntry).where(TimeEntry.assignment_id == assignment.id)
    return theirs.order_by(TimeEntry.day.desc(), TimeEntry.id.desc())


def evaluations_of(assignment: Assignment) -> sa.Select[Evaluation]:
    """What the sides think, in the order given."""
    theirs = sa.select(Evaluation).where(Evaluation.assignment_id == assignment.id)
    return theirs.order_by(Evaluation.at, Evaluation.id)


def evaluations_among(assignment_ids: Iterable[int]) -> sa.Select[Evaluation]:
    """What the sides think of some assignments."""
    return sa.select(Evaluation).where(Evaluation.assignment_id.in_(list(assignment_ids)))


def last_noted_among(assignment_ids: Iterable[int]) -> sa.Select[int, date]:
    """The last day for which hours are noted, of those assignments that have any."""
    return (
        sa.select(TimeEntry.assignment_id, sa.func.max(TimeEntry.day))
        .where(TimeEntry.assignment_id.in_(list(assignment_ids)))
        .group_by(TimeEntry.assignment_id)
    )


def delivered_among(assignment_ids: Iterable[int]) -> sa.Select[int, int]:
    """Confirmed minutes of those assignments that have any."""
    return (
        sa.select(TimeEntry.assignment_id, sa.func.sum(TimeEntry.minutes))
        .where(
            TimeEntry.assignment_id.in_(list(assignment_ids)), TimeEntry.confirmed_at.is_not(None)
        )
        .group_by(TimeEntry.assignment_id)
    )


def assignments_past(*, on: date) -> sa.Select[Assignment]:
    """Work under way that is over by its last day, or because every planned hour is confirmed."""
    confirmed = (
        sa.select(sa.func.coalesce(sa.func.sum(TimeEntry.minutes), 0))
        .where(TimeEntry.assignment_id == Assignment.id, TimeEntry.confirmed_at.is_not(None))
        .scalar_subquery()
    )
    all_done = (AssignmentVersion.planned_minutes > 0) & (
        confirmed >= AssignmentVersion.planned_minutes
    )
    return with_promise(assignments_open()).where(
        Assignment.state == State.ACTIVE, (AssignmentVersion.ends_on < on) | all_done
    )


def minutes_between(
    institution_ids: Iterable[int] | None, first: date, last: date
) -> sa.Select[int | None, int, int]:
    """Confirmed minutes of a span of days by home and host; of some institutions, or of all."""
    query = (
        sa.select(
            Assignment.home_id, Assignment.host_id, sa.func.sum(TimeEntry.minutes).label("minutes")
        )
        .join(Assignment, Assignment.id == TimeEntry.assignment_id)
        .where(TimeEntry.confirmed_at.is_not(None), TimeEntry.day.between(first, last))
        .group_by(Assignment.home_id, Assignment.host_id)
    )
    if institution_ids is None:
        return query
    wanted = list(institution_ids)
    return query.where(Assignment.home_id.in_(wanted) | Assignment.host_id.in_(wanted))


def worked_between(first: date, last: date) -> sa.Select[Assignment, int]:
    """The assignments with confirmed minutes in a span of days, with how many."""
    minutes = (
        sa.select(TimeEntry.assignment_id, sa.func.sum(TimeEntry.minutes).label("minutes"))
        .where(TimeEntry.confirmed_at.is_not(None), TimeEntry.day.between(first, last))
        .group_by(TimeEntry.assignment_id)
        .subquery()
    )
    return (
        sa.select(Assignment, minutes.c.minutes)
        .join(minutes, minutes.c.assignment_id == Assignment.id)
        .options(*WITH_PARTIES, *IN_LISTS)
        .order_by(Assignment.id)
    )


def planned_between(first: date, last: date) -> sa.Select[int | None, int]:
    """Planned minutes by home, of agreed promises that begin in a span of days."""
    return (
        sa.select(Assignment.home_id, sa.func.sum(AssignmentVersion.planned_minutes))
        .join(AssignmentVersion, AssignmentVersion.assignment_id == Assignment.id)
        .where(
            AssignmentVersion.number == Assignment.number_in_force,
            AssignmentVersion.starts_on.between(first, last),
            Assignment.home_id.is_not(None),
        )
        .group_by(Assignment.home_id)
    )
