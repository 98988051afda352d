"""What staff sharing says of institutions and of the parent bodies that approve it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.almanac.workdays import Workdays, workdays
from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.institutions.rolling import Figure, Ids, Reckoning
from crm.sharing.authority import approving_bodies
from crm.sharing.models import Assignment, AssignmentVersion, Decision, State
from crm.sharing.queries.approvals import approvals_asked

COUNTED = (
    State.CONFIRMED,
    State.APPROVED,
    State.DOCUMENTED,
    State.ACTIVE,
    State.SUSPENDED,
    State.COMPLETED,
    State.EVALUATED,
    State.CLOSED,
)
USUAL_DAYS = 10
"""Working days for an approval where no parent body is on record any more."""


def _hours_promised(ids: Ids, since: datetime) -> Any:
    """Hours of agreed assignments that run in the time; one between two of them counts once."""
    promised = (
        sa.select(sa.func.sum(AssignmentVersion.planned_minutes) / 60)
        .join(Assignment, Assignment.id == AssignmentVersion.assignment_id)
        .where(
            AssignmentVersion.number == Assignment.number_in_force,
            Assignment.state.in_(COUNTED),
            AssignmentVersion.ends_on >= since.date(),
            sa.or_(Assignment.home_id.in_(ids), Assignment.host_id.in_(ids)),
        )
    )
    return promised.scalar_subquery()


def _approved(_bodies: Ids, ids: Ids, since: datetime) -> tuple[int, int]:
    """Approvals given within the body's working days, of those answered or unanswered after them.

    Each body answers for the institutions below it. Three statements.
    """
    rows = db.session.execute(approvals_asked(ids, since=since)).all()
    bodies = approving_bodies({row.place_id for row in rows}) if rows else {}
    almanac = workdays() if rows else Workdays(frozenset())
    in_time = []
    for place_id, asked_at, decision, said_on, at in rows:
        days = bodies[place_id].approval_days if place_id in bodies else USUAL_DAYS
        due = almanac.shifted(_day(asked_at), days)
        if at is not None:
            in_time.append(decision is Decision.YES and (said_on or _day(at)) <= due)
        elif due < today():
            in_time.append(False)
    return sum(in_time), len(in_time)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(configuration().timezone)).date()


HOURS_PROMISED = Figure(_l("hours of staff sharing promised"), _hours_promised)
BODY_APPROVED = Reckoning(_l("Asked to approve staff sharing, and approved in time"), _approved)
