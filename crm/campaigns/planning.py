"""Acts that take more than one record: a plan begun, a piece placed, days counted anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.almanac.workdays import Workdays, workdays
from crm.campaigns.models import (
    Campaign,
    CampaignSegment,
    Placement,
    Priority,
    Segment,
    TrackedLink,
    WindowChange,
)
from crm.campaigns.numbering import next_code
from crm.campaigns.queries import campaigns_over, names_outside, open_placements
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.events import Event
from crm.people.noted import forget_files, forget_noted


def begin_plan(words: Mapping[str, Any], *, by: User) -> Campaign:
    """Begin a campaign that this user manages."""
    return Campaign.plan(next_code(), manager=by, by=by.as_actor(), **words)


def change_plan(campaign: Campaign, words: Mapping[str, Any], *, by: Actor) -> None:
    """Write a plan anew; placements stay inside its window."""
    first = words.get("window_starts_on", campaign.window_starts_on)
    last = words.get("window_ends_on", campaign.window_ends_on)
    campaign.change(by=by, stranded=stranded(campaign, first, last), **words)


def ask_for_window(
    campaign: Campaign, window: tuple[date, date], *, reason: str, by: Actor
) -> WindowChange:
    """Ask for another window of an approved plan."""
    return WindowChange.ask(
        campaign, window, reason=reason, by=by, stranded=stranded(campaign, *window)
    )


def agree_to_window(change: WindowChange, *, by: Actor) -> None:
    """Let another window hold."""
    outside = stranded(change.campaign, change.starts_on, change.ends_on)
    change.agree(by=by, stranded=outside)


def stranded(campaign: Campaign, first: date, last: date) -> list[str]:
    """The placements that another window would leave outside."""
    return list(db.session.scalars(names_outside(campaign, first, last)))


def place(
    campaign: Campaign,
    facts: Mapping[str, Any],
    *,
    spec: Mapping[str, Any],
    target_url: str,
    by: User,
) -> Placement:
    """Plan a piece, with its own tracked link when it is known where that leads."""
    days = workdays(facts.get("province_code"))
    placement = Placement.add_to(
        campaign, days=days, spec=spec, by=by.as_actor(), owner_id=by.id, **facts
    )
    if target_url:
        TrackedLink.lay(placement, target_url, by=by.as_actor())
    return placement


def place_anew(
    placement: Placement, facts: Mapping[str, Any], *, spec: Mapping[str, Any], by: Actor
) -> None:
    """Plan a piece differently."""
    days = workdays(facts.get("province_code"))
    placement.change(days=days, spec=spec, by=by, **facts)


def address_new(
    campaign: Campaign, facts: Mapping[str, Any], *, priority: Priority, by: Actor
) -> CampaignSegment:
    """Describe an audience and let the campaign address it."""
    campaign.require_changeable()
    segment = save(Segment(**facts))
    return CampaignSegment.address(campaign, segment, priority=priority, by=by)


def count_days_anew(_event: Event) -> None:
    """Find every must-start date again, because the calendar of working days has changed (E1)."""
    known: dict[str | None, Workdays] = {}
    for placement in db.session.scalars(open_placements()):
        code = placement.province_code
        known.setdefault(code, workdays(code))
        placement.count_back(known[code])


def close_campaigns(on: date) -> int:
    """Let every running campaign close whose window ended before this day; say how many."""
    over = db.session.scalars(campaigns_over(on)).all()
    for campaign in over:
        campaign.close()
    return len(over)


def take_out(placement: Placement, *, by: Actor) -> None:
    """Take a piece out of the plan with the notes and files that hang on it."""
    only = sa.select(Placement.id).where(Placement.id == placement.id)
    forget_noted("placement", only)
    forget_files("placement", only)
    placement.remove(by=by)
