"""Every page of the room, as `wiring` hands them to the house."""

from collections.abc import Sequence

from flask import Blueprint

from crm.campaigns.views import (
    campaign_approvals,
    campaign_calendars,
    campaign_cancellations,
    campaign_holds,
    campaign_partners,
    campaign_readiness,
    campaign_returns,
    campaign_reviews,
    campaign_segments,
    campaigns,
    must_starts,
    objectives,
    permits,
    placement_codes,
    placement_kinds,
    placement_steps,
    placements,
    scans,
    segments,
    teaser_approvals,
    tracked_links,
    window_approvals,
    window_changes,
)

PAGES: Sequence[Blueprint] = (
    campaigns.bp,
    campaign_calendars.bp,
    campaign_reviews.bp,
    campaign_returns.bp,
    campaign_approvals.bp,
    campaign_readiness.bp,
    campaign_holds.bp,
    campaign_cancellations.bp,
    window_changes.bp,
    window_approvals.bp,
    objectives.bp,
    segments.bp,
    campaign_segments.bp,
    campaign_partners.bp,
    placement_kinds.bp,
    placements.bp,
    placement_steps.bp,
    teaser_approvals.bp,
    permits.bp,
    must_starts.bp,
    tracked_links.bp,
    placement_codes.bp,
    scans.bp,
)
