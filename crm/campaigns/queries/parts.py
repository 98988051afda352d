"""Questions about the parts of one campaign."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.campaigns.approval import Plan
from crm.campaigns.models import (
    Campaign,
    CampaignPartner,
    CampaignSegment,
    Objective,
    Permit,
    Placement,
    Segment,
    WindowChange,
)
from crm.campaigns.models.campaigns import LONGEST_TEASER
from crm.campaigns.models.stages import GONE
from crm.core.db import db
from crm.core.text import folded
from crm.institutions.models import Institution
from crm.institutions.queries import is_choosable
from crm.places.models import Province


def plan_of(campaign: Campaign) -> Plan:
    """A campaign with all its parts, in four statements however many there are."""
    return Plan(
        campaign,
        db.session.scalars(objectives_of(campaign)).all(),
        db.session.scalars(audiences_of(campaign)).all(),
        db.session.scalars(placements_of(campaign)).unique().all(),
        db.session.scalars(partners_of(campaign)).all(),
    )


def objectives_of(campaign: Campaign) -> sa.Select[Objective]:
    """What a campaign promises, first things first."""
    audience = joinedload(Objective.campaign_segment).joinedload(CampaignSegment.segment)
    query = sa.select(Objective).options(audience)
    return query.where(Objective.campaign_id == campaign.id).order_by(Objective.id)


def audiences_of(campaign: Campaign) -> sa.Select[CampaignSegment]:
    """Whom a campaign addresses, primary audiences first."""
    return (
        sa.select(CampaignSegment)
        .where(CampaignSegment.campaign_id == campaign.id)
        .order_by(CampaignSegment.priority, CampaignSegment.id)
    )


def segments_beside(campaign: Campaign) -> sa.Select[Segment]:
    """Audiences of earlier campaigns that this one does not address yet, by name."""
    own = sa.select(CampaignSegment.segment_id).where(CampaignSegment.campaign_id == campaign.id)
    return sa.select(Segment).where(Segment.id.not_in(own)).order_by(Segment.name, Segment.id)


def partners_of(campaign: Campaign) -> sa.Select[CampaignPartner]:
    """Who carries a campaign."""
    return (
        sa.select(CampaignPartner)
        .where(CampaignPartner.campaign_id == campaign.id)
        .order_by(CampaignPartner.id)
    )


def placements_of(campaign: Campaign) -> sa.Select[Placement]:
    """The pieces of a campaign by the day on which they must be started, with their permits."""
    return (
        sa.select(Placement)
        .options(joinedload(Placement.permits), joinedload(Placement.campaign_segments))
        .where(Placement.campaign_id == campaign.id)
        .order_by(Placement.must_start_on, Placement.run_starts_on, Placement.id)
    )


def permits_of(placement: Placement) -> sa.Select[Permit]:
    """The permits of a placement, earliest first."""
    return sa.select(Permit).where(Permit.placement_id == placement.id).order_by(Permit.valid_from)


def window_changes_of(campaign: Campaign) -> sa.Select[WindowChange]:
    """The changes of window that wait to be decided."""
    return sa.select(WindowChange).where(
        WindowChange.campaign_id == campaign.id, WindowChange.decided_at.is_(None)
    )


def names_outside(campaign: Campaign, first: date, last: date) -> sa.Select[Any]:
    """The names of placements that would lie outside another window; teasers may begin before."""
    early = sa.case((Placement.is_teaser, first - LONGEST_TEASER), else_=first)
    outside = sa.or_(Placement.run_ends_on > last, Placement.run_starts_on < early)
    return (
        sa.select(Placement.name)
        .where(Placement.campaign_id == campaign.id, Placement.state.not_in(GONE), outside)
        .order_by(Placement.run_starts_on, Placement.id)
    )


def institutions_called(name: str, campaign: Campaign) -> sa.Select[Institution]:
    """The first institutions whose name holds some words and that do not carry it yet."""
    words = folded(name)
    own = sa.select(CampaignPartner.institution_id).where(
        CampaignPartner.campaign_id == campaign.id
    )
    named = Institution.sort_name.contains(words, autoescape=True) if words else sa.false()
    query = sa.select(Institution).where(named, Institution.id.not_in(own), is_choosable())
    return query.order_by(Institution.sort_name, Institution.id).limit(20)


def provinces() -> sa.Select[Province]:
    """Every province, by name."""
    return sa.select(Province).order_by(Province.folded)
