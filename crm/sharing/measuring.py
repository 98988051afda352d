"""What staff sharing says of institutions and of the parent bodies that approve it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.core.words import lazy_gettext as _l
from crm.institutions.rolling import Chance, Figure, Ids
from crm.sharing.models import Assignment, AssignmentVersion, Decision, Party, SignOff, State

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
PARENTS = (Party.HOME_PARENT, Party.HOST_PARENT)


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


def _approved(_bodies: Ids, ids: Ids, since: datetime) -> tuple[Any, Any]:
    """Approvals given, of those answered; each body answers for the institutions below it."""
    theirs = sa.or_(
        (SignOff.party == Party.HOME_PARENT) & Assignment.home_id.in_(ids),
        (SignOff.party == Party.HOST_PARENT) & Assignment.host_id.in_(ids),
    )
    answered = (
        sa.select(sa.func.count(SignOff.id))
        .join(Assignment, Assignment.id == SignOff.assignment_id)
        .where(SignOff.party.in_(PARENTS), SignOff.at >= since, theirs)
    )
    return (
        answered.where(SignOff.decision == Decision.YES).scalar_subquery(),
        answered.scalar_subquery(),
    )


HOURS_PROMISED = Figure(_l("hours of staff sharing promised"), _hours_promised)
BODY_APPROVED = Chance(_l("Asked to approve staff sharing, and approved"), _approved)
