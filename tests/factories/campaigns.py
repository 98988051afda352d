"""Campaigns and their parts."""

from datetime import date
from decimal import Decimal
from typing import Any

from crm.accounts.models import User
from crm.almanac.workdays import workdays
from crm.campaigns.models import (
    KINDS,
    AudienceType,
    Campaign,
    CampaignPartner,
    CampaignSegment,
    Objective,
    ObjectiveLevel,
    PartnerRole,
    Placement,
    PlacementType,
    Priority,
    Segment,
    TrackedLink,
)
from crm.campaigns.numbering import next_code
from crm.core.db import save
from crm.institutions.models import Institution
from crm.permissions import Role
from tests.factories.register import make_institution, make_user

WINDOW = {"window_starts_on": date(2027, 8, 30), "window_ends_on": date(2027, 9, 30)}


def make_manager(**given: Any) -> User:
    return make_user(Role.CAMPAIGN_MANAGER, **given)


def make_campaign(manager: User | None = None, **given: Any) -> Campaign:
    who = manager or make_manager()
    words = {"title_id": "Satu Pintu Literatur Kesehatan", **WINDOW, **given}
    return Campaign.plan(next_code(), manager=who, by=who.as_actor(), **words)


def make_audience(campaign: Campaign, **given: Any) -> CampaignSegment:
    facts = {"name": "Pustakawan", "audience_type": AudienceType.LIBRARIAN, **given}
    by = campaign.manager.as_actor()
    segment = save(Segment(**facts))
    return CampaignSegment.address(campaign, segment, priority=Priority.PRIMARY, by=by)


def make_objective(campaign: Campaign, **given: Any) -> Objective:
    figures = {
        "level": ObjectiveLevel.BEHAVIOUR,
        "behaviour": "Residen memakai portal tiap pekan",
        "target_value": Decimal(45),
        "target_on": date(2027, 9, 30),
        "baseline_value": Decimal(31),
        **given,
    }
    return Objective.set_for(campaign, by=campaign.manager.as_actor(), **figures)


def make_partner(campaign: Campaign, institution: Institution | None = None) -> CampaignPartner:
    return CampaignPartner.join(
        campaign,
        institution or make_institution(),
        role=PartnerRole.VENUE,
        commitment="",
        by=campaign.manager.as_actor(),
    )


def make_placement(campaign: Campaign, **given: Any) -> Placement:
    kind = KINDS[given.get("type", PlacementType.POSTER)]
    facts: dict[str, Any] = {
        "name": "Poster ruang tunggu",
        "type": PlacementType.POSTER,
        "run_starts_on": campaign.window_starts_on,
        "run_ends_on": campaign.window_ends_on,
        "lead_workdays": kind.lead,
        "needs_permit": kind.needs_permit,
        "is_teaser": False,
        **given,
    }
    spec = facts.pop("spec", {})
    days = workdays(facts.get("province_code"))
    return Placement.add_to(campaign, days=days, spec=spec, by=campaign.manager.as_actor(), **facts)


def make_link(
    placement: Placement, target_url: str = "https://portal.example/mulai"
) -> TrackedLink:
    return TrackedLink.lay(placement, target_url, by=placement.campaign.manager.as_actor())


def make_complete(campaign: Campaign) -> Campaign:
    """Give a plan everything that its approval needs."""
    campaign.welfare_benefit = "Residen menemukan bukti lebih cepat; pasien dirawat lebih baik."
    make_objective(campaign)
    make_partner(campaign)
    return campaign


def make_approved(campaign: Campaign) -> Campaign:
    """Bring a plan to where its work may begin."""
    make_complete(campaign)
    campaign.submit(by=campaign.manager.as_actor())
    campaign.approve(by=make_user().as_actor(), missing=[])
    return campaign
