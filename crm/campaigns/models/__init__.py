"""Records of campaigns, in the order in which they lean on each other."""

from crm.campaigns.models.audiences import (
    TARGETED_USERS,
    AudienceType,
    CampaignSegment,
    Priority,
    Segment,
)
from crm.campaigns.models.campaigns import Campaign, CampaignCounter, CampaignState, Goal
from crm.campaigns.models.kinds import (
    KINDS,
    Media,
    PermitBy,
    PlacementKind,
    PlacementType,
    Proof,
    Response,
)
from crm.campaigns.models.links import ScanDay, ScanVisitor, TrackedLink
from crm.campaigns.models.objectives import Direction, Method, Objective, ObjectiveLevel
from crm.campaigns.models.partners import CampaignPartner, PartnerRole
from crm.campaigns.models.permits import Permit, TaxStatus
from crm.campaigns.models.placements import (
    Placement,
    PlacementLanguage,
    PlacementSegment,
)
from crm.campaigns.models.stages import PlacementState
from crm.campaigns.models.window_changes import WindowChange

__all__ = [
    "KINDS",
    "TARGETED_USERS",
    "AudienceType",
    "Campaign",
    "CampaignCounter",
    "CampaignPartner",
    "CampaignSegment",
    "CampaignState",
    "Direction",
    "Goal",
    "Media",
    "Method",
    "Objective",
    "ObjectiveLevel",
    "PartnerRole",
    "Permit",
    "PermitBy",
    "Placement",
    "PlacementKind",
    "PlacementLanguage",
    "PlacementSegment",
    "PlacementState",
    "PlacementType",
    "Priority",
    "Proof",
    "Response",
    "ScanDay",
    "ScanVisitor",
    "Segment",
    "TaxStatus",
    "TrackedLink",
    "WindowChange",
]
