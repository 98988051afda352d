"""Which institutions have to do with the network (I15): by what they did within twelve months."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from crm.campaigns.measuring import NOT_CARRIED
from crm.campaigns.models import Campaign, CampaignPartner
from crm.gatherings.measuring import CAME, HELD
from crm.gatherings.models import Gathering, Invitee
from crm.institutions.models import MEMBERS, Institution, MembershipState, Relation
from crm.institutions.queries import current, today
from crm.sharing.measuring import COUNTED
from crm.sharing.models import Assignment, AssignmentVersion

YEAR = timedelta(days=365)
NEAR = (*MEMBERS, MembershipState.APPLIED, MembershipState.VERIFIED)


def engaged_institutions(*, now: datetime) -> sa.CompoundSelect[int]:
    """The ids of those that came to a gathering, carried a campaign, shared staff, or stand near.

    Near stands who is a member or joins, and who is in a relation to such a one.
    """
    since = now - YEAR
    return sa.union(
        _came(since), _carried(since), *_shared(since), *_related(), sa.select(_near.c.id)
    )


def _came(since: datetime) -> sa.Select[int | None]:
    return (
        sa.select(Invitee.institution_id)
        .join(Gathering, Gathering.id == Invitee.gathering_id)
        .where(Gathering.state.in_(HELD), Gathering.starts_at >= since)
        .where(Invitee.attendance.in_(CAME), Invitee.institution_id.is_not(None))
    )


def _carried(since: datetime) -> sa.Select[int]:
    return (
        sa.select(CampaignPartner.institution_id)
        .join(Campaign, Campaign.id == CampaignPartner.campaign_id)
        .where(Campaign.state.not_in(NOT_CARRIED), Campaign.window_ends_on >= since.date())
    )


def _shared(since: datetime) -> list[sa.Select[int | None]]:
    return [
        sa.select(side)
        .join(AssignmentVersion, AssignmentVersion.assignment_id == Assignment.id)
        .where(AssignmentVersion.number == Assignment.number_in_force, side.is_not(None))
        .where(Assignment.state.in_(COUNTED), AssignmentVersion.ends_on >= since.date())
        for side in (Assignment.home_id, Assignment.host_id)
    ]


def _related() -> list[sa.Select[int]]:
    sides = (Relation.near_id, Relation.far_id), (Relation.far_id, Relation.near_id)
    return [
        sa.select(one).join(_near, _near.c.id == other).where(current(Relation, today()))
        for one, other in sides
    ]


_Other = aliased(Institution)
_near = sa.select(_Other.id).where(_Other.state.in_(NEAR)).subquery("near")
