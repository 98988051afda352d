"""What gatherings say of a partnership: who was invited, and who came."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.core.words import lazy_gettext as _l
from crm.gatherings.models import Attendance, Gathering, GatheringState, Invitee
from crm.institutions.queries import current, today
from crm.institutions.rolling import Chance, Figure, Ids
from crm.people.models import Affiliation

CAME = (
    Attendance.PRESENT_ONSITE,
    Attendance.PRESENT_ONLINE,
    Attendance.LATE,
    Attendance.LEFT_EARLY,
)
HELD = (
    GatheringState.HELD,
    GatheringState.MINUTES_DRAFT,
    GatheringState.MINUTES_CIRCULATED,
    GatheringState.MINUTES_APPROVED,
)


def meetings_attended(ids: Ids, since: datetime, until: datetime) -> tuple[Any, Any]:
    """Meetings held to which institutions were invited: those attended or with a proxy, and all."""
    invited = _held(since).where(Gathering.starts_at <= until, Invitee.institution_id.in_(ids))
    return invited.where(_came()).scalar_subquery(), invited.scalar_subquery()


def _meetings_of(ids: Ids, since: datetime) -> Any:
    attended = _held(since).where(Invitee.institution_id.in_(ids), _came())
    return attended.scalar_subquery()


def _body_attended(bodies: Ids, _ids: Ids, since: datetime) -> tuple[Any, Any]:
    theirs = sa.select(Affiliation.person_id).where(
        Affiliation.parent_body_id.in_(bodies), current(Affiliation, today())
    )
    invited = _held(since).where(Invitee.person_id.in_(theirs))
    return invited.where(_came()).scalar_subquery(), invited.scalar_subquery()


def _held(since: datetime) -> sa.Select[int]:
    return (
        sa.select(sa.func.count(sa.distinct(Invitee.gathering_id)))
        .join(Gathering, Gathering.id == Invitee.gathering_id)
        .where(Gathering.state.in_(HELD), Gathering.starts_at >= since)
    )


def _came() -> sa.ColumnElement[bool]:
    return sa.or_(Invitee.attendance.in_(CAME), Invitee.proxy_holder_id.is_not(None))


MEETINGS_ATTENDED = Figure(_l("meetings attended"), _meetings_of)
BODY_ATTENDED = Chance(_l("Invited to meetings, and came"), _body_attended)
