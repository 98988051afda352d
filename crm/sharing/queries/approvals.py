"""What parent bodies were asked to approve, and what they answered."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from crm.sharing.models import (
    APPROVING,
    CONFIRMING,
    Assignment,
    AssignmentVersion,
    Decision,
    SignOff,
    State,
)


def approvals_asked(
    ids: sa.Select[Any], *, since: datetime
) -> sa.Select[int, datetime, Decision | None, date | None, datetime | None]:
    """Approvals answered since a moment or still open: whose, asked when, the answer and its day.

    A parent body is asked in the moment in which the last of the parties agreed.
    """
    agreed, answer = _agreed(), aliased(SignOff)
    place = sa.func.coalesce(Assignment.home_id, Assignment.host_id).label("place_id")
    is_open = (
        AssignmentVersion.needs_parent
        & (AssignmentVersion.number == Assignment.current_number)
        & (sa.func.coalesce(Assignment.amendment, Assignment.state) == State.CONFIRMED.value)
    )
    return (
        sa.select(
            place,
            sa.func.coalesce(agreed.c.at, answer.at),
            answer.decision,
            answer.said_on,
            answer.at,
        )
        .select_from(AssignmentVersion)
        .join(Assignment, Assignment.id == AssignmentVersion.assignment_id)
        .outerjoin(agreed, _same(agreed.c.assignment_id, agreed.c.version))
        .outerjoin(
            answer,
            _same(answer.assignment_id, answer.version)
            & answer.party.in_(APPROVING)
            & ~answer.came_late,
        )
        .where(
            place.in_(ids),
            (answer.at >= since) | (answer.id.is_(None) & agreed.c.at.is_not(None) & is_open),
        )
    )


def _agreed() -> sa.Subquery:
    last = sa.func.max(SignOff.at).label("at")
    return (
        sa.select(SignOff.assignment_id, SignOff.version, last)
        .where(
            SignOff.party.in_(CONFIRMING),
            SignOff.decision == Decision.YES,
            ~SignOff.came_late,
            SignOff.voided_at.is_(None),
        )
        .group_by(SignOff.assignment_id, SignOff.version)
        .subquery()
    )


def _same(assignment_id: Any, version: Any) -> sa.ColumnElement[bool]:
    return sa.and_(
        AssignmentVersion.assignment_id == assignment_id, AssignmentVersion.number == version
    )
