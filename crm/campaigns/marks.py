"""What campaigns put on a calendar: windows, peaks, baselines, and when pieces start and run."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from flask import url_for

from crm.accounts.models import User
from crm.almanac.month import Entry
from crm.campaigns.models import Campaign, CampaignState, Placement
from crm.campaigns.models.stages import GONE, NOT_STARTED
from crm.campaigns.queries import (
    campaigns_visible_to,
    placements_of,
    placements_visible_to,
    sees_plan,
)
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _


def campaign_entries(user: User, first: date, last: date) -> list[Entry]:
    """Everything of campaigns that a user may see in a period: two statements."""
    touched = Campaign.window_starts_on <= last, Campaign.window_ends_on >= first
    alive = Campaign.state != CampaignState.CANCELLED
    campaigns = db.session.scalars(campaigns_visible_to(user).where(alive, *touched))
    entries = [entry for campaign in campaigns for entry in window_marks(campaign)]
    if sees_plan(user):
        query = placements_visible_to(user).where(touching(first, last))
        query = query.where(Placement.campaign.has(alive))
        placements = db.session.scalars(query).unique()
        entries += [entry for placement in placements for entry in placement_marks(placement)]
    return [entry for entry in entries if first <= entry.day <= last]


def entries_of(campaign: Campaign) -> list[Entry]:
    """Everything that one campaign puts on the calendar."""
    standing = placements_of(campaign).where(Placement.state.not_in(GONE))
    placements = db.session.scalars(standing).unique()
    marks = [mark for placement in placements for mark in placement_marks(placement)]
    return [*window_marks(campaign), *marks]


def touching(first: date, last: date) -> sa.ColumnElement[bool]:
    """The placement begins, runs out or must be started on a day of a span."""
    dates = (Placement.must_start_on, Placement.run_starts_on, Placement.run_ends_on)
    touched = sa.or_(*(column.between(first, last) for column in dates))
    return sa.and_(Placement.state.not_in(GONE), touched)


def window_marks(campaign: Campaign) -> Iterable[Entry]:
    """The first day, the peak and the last day of a campaign."""
    url = url_for("campaigns.show", campaign_id=campaign.id)
    title = in_reader_language(campaign.titles)
    yield _mark(campaign.window_starts_on, _("%(name)s begins", name=title), url)
    if campaign.peak_on:
        yield _mark(campaign.peak_on, _("Peak: %(name)s", name=title), url)
    yield _mark(campaign.window_ends_on, _("%(name)s ends", name=title), url)


def placement_marks(placement: Placement) -> Iterable[Entry]:
    """When a piece must be started, when its run begins and when it ends."""
    url = url_for("placements.show", campaign_id=placement.campaign_id, placement_id=placement.id)
    if placement.state in NOT_STARTED:
        words = _("Start: %(name)s", name=placement.name)
        yield Entry(placement.must_start_on, words, url, tone="wait", icon="flag")
    yield Entry(placement.run_starts_on, _("Runs: %(name)s", name=placement.name), url)
    if placement.days > 1:
        words = _("Ends: %(name)s", name=placement.name)
        yield Entry(placement.run_ends_on, words, url, tone="idle")


def _mark(day: date, title: str, url: str) -> Entry:
    return Entry(day, title, url, tone="move", icon="speakerphone")
