"""Questions about placements of many campaigns, their days and their links."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.almanac.models import CalendarDay
from crm.campaigns.models import (
    Campaign,
    CampaignState,
    Objective,
    Placement,
    ScanDay,
    TrackedLink,
)
from crm.campaigns.models.campaigns import AWAKE
from crm.campaigns.models.stages import GONE, NOT_STARTED
from crm.campaigns.queries.campaigns import plans_visible_to


def placements_visible_to(user: User) -> sa.Select[Placement]:
    """The placements of the plans that a user may read, each with its campaign."""
    plans = plans_visible_to(user).with_only_columns(Campaign.id).options()
    return (
        sa.select(Placement)
        .options(joinedload(Placement.campaign), selectinload(Placement.permits))
        .where(Placement.campaign_id.in_(plans))
    )


def placements_between(first: date, last: date) -> sa.Select[Placement]:
    """What runs on any day of a span, or must be started on one; nothing that was cancelled."""
    runs = sa.and_(Placement.run_starts_on <= last, Placement.run_ends_on >= first)
    begins = Placement.must_start_on.between(first, last)
    return (
        sa.select(Placement)
        .options(joinedload(Placement.campaign))
        .join(Campaign, Campaign.id == Placement.campaign_id)
        .where(
            sa.or_(runs, begins),
            Placement.state.not_in(GONE),
            Campaign.state != CampaignState.CANCELLED,
        )
        .order_by(Placement.run_starts_on, Placement.id)
    )


def placements_to_start(user: User, on: date, *, within: int = 7) -> sa.Select[Placement]:
    """What a user must start by some days after a day, late ones first; their own plans only."""
    return (
        unstarted_placements(on + timedelta(days=within))
        .where(sa.or_(Campaign.manager_id == user.id, Placement.owner_id == user.id))
        .order_by(Placement.must_start_on, Placement.id)
    )


def unstarted_placements(until: date, *, since: date | None = None) -> sa.Select[Placement]:
    """What nobody has begun to make and must be started by a day, with campaign and people."""
    campaign = joinedload(Placement.campaign).joinedload(Campaign.manager)
    query = (
        sa.select(Placement)
        .options(campaign, joinedload(Placement.owner))
        .join(Campaign, Campaign.id == Placement.campaign_id)
        .where(
            Placement.state.in_(NOT_STARTED),
            Placement.must_start_on <= until,
            Campaign.state.in_(AWAKE),
        )
    )
    return query if since is None else query.where(Placement.must_start_on >= since)


def open_placements() -> sa.Select[Placement]:
    """Every placement that nobody has begun to make."""
    return sa.select(Placement).where(Placement.state.in_(NOT_STARTED))


def unproved_objectives(first: date, last: date) -> sa.Select[Objective]:
    """Objectives without a baseline whose campaign's window starts within a span."""
    return (
        sa.select(Objective)
        .options(joinedload(Objective.campaign).joinedload(Campaign.manager))
        .join(Campaign, Campaign.id == Objective.campaign_id)
        .where(
            Objective.baseline_value.is_(None),
            Campaign.window_starts_on.between(first, last),
            Campaign.state.in_(AWAKE),
        )
        .order_by(Objective.id)
    )


def special_days(
    first: date, last: date, provinces: Collection[str] = ()
) -> sa.Select[CalendarDay]:
    """The rows of the planner's calendar within a span: the country's and some provinces'."""
    here = CalendarDay.province_code.is_(None) | CalendarDay.province_code.in_(provinces)
    return (
        sa.select(CalendarDay)
        .where(CalendarDay.day.between(first, last), here)
        .order_by(CalendarDay.day, CalendarDay.id)
    )


def link_of(placement: Placement) -> sa.Select[TrackedLink]:
    """The tracked link of a placement."""
    return sa.select(TrackedLink).where(TrackedLink.placement_id == placement.id)


def scans_of(link: TrackedLink) -> sa.Select[ScanDay]:
    """How often a link was followed, day by day."""
    return sa.select(ScanDay).where(ScanDay.link_id == link.id).order_by(ScanDay.day)


def scans_by_placement(campaign: Campaign) -> sa.Select[int, int, int]:
    """Hits and visitors of each placement of a campaign: rows of placement, hits, visitors."""
    return (
        sa.select(
            TrackedLink.placement_id, sa.func.sum(ScanDay.hits), sa.func.sum(ScanDay.visitors)
        )
        .join(ScanDay, ScanDay.link_id == TrackedLink.id)
        .join(Placement, Placement.id == TrackedLink.placement_id)
        .where(Placement.campaign_id == campaign.id)
        .group_by(TrackedLink.placement_id)
    )


def target_of(code: Any) -> sa.Select[int, str]:
    """Where a short address leads."""
    return sa.select(TrackedLink.id, TrackedLink.target_url).where(TrackedLink.code == code)
