"""Questions about the time that people promised: which versions count on which days."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.institutions.models import Institution
from crm.institutions.queries import family
from crm.sharing.models import AWAITING, PROMISED, Assignment, AssignmentVersion

Promises = sa.Select[Assignment, AssignmentVersion]
_helps = sa.func.coalesce(AssignmentVersion.person_id, Assignment.person_id)
_counts = AssignmentVersion.binding_since.is_not(None) | (
    AssignmentVersion.number == Assignment.current_number
)


def promises_of(person_id: int, *, but: int | None, first: date, last: date) -> Promises:
    """The other assignments of a person in a span of days, each with every version that counts.

    Those are the versions in force on some day, and the one that is asked about.
    """
    others = Assignment.id.is_distinct_from(but)
    return _promises_between(first, last).where(_helps == person_id, others)


def load_of_person(person_id: int, first: date, last: date) -> Promises:
    """All that a person promised or is asked for in a span of days."""
    return promises_of(person_id, but=None, first=first, last=last)


def load_of_home(institution_id: int, first: date, last: date) -> Promises:
    """All that a home and what it took over lends or is asked to lend in a span of days."""
    lent = Assignment.home_id.in_(family([institution_id]))
    whom = (joinedload(Assignment.person), joinedload(AssignmentVersion.person))
    return _promises_between(first, last).options(*whom).where(lent)


def _promises_between(first: date, last: date) -> Promises:
    until = sa.func.coalesce(AssignmentVersion.holds_until, AssignmentVersion.ends_on)
    return (
        sa.select(Assignment, AssignmentVersion)
        .join(AssignmentVersion, (AssignmentVersion.assignment_id == Assignment.id) & _counts)
        .options(
            joinedload(Assignment.host),
            joinedload(Assignment.home).undefer(Institution.lent_minutes),
            joinedload(Assignment.agreement),
        )
        .where(
            Assignment.state.in_([*PROMISED, *AWAITING]),
            AssignmentVersion.starts_on <= last,
            AssignmentVersion.ends_on >= first,
            until >= first,
            until >= AssignmentVersion.starts_on,
        )
        .order_by(Assignment.id, AssignmentVersion.number)
    )
