"""What the states, audiences, objectives and partners of a campaign are called."""

from collections.abc import Mapping
from typing import Any

from crm.campaigns.models import (
    AudienceType,
    CampaignState,
    Direction,
    Goal,
    Method,
    ObjectiveLevel,
    PartnerRole,
    Priority,
)
from crm.core.words import lazy_gettext as _l
from crm.measures.models import Unit

CAMPAIGN_STATES: Mapping[CampaignState, Any] = {
    CampaignState.DRAFT: _l("Draft"),
    CampaignState.IN_REVIEW: _l("In review"),
    CampaignState.APPROVED: _l("Approved"),
    CampaignState.PRETESTING: _l("In pre-test"),
    CampaignState.READY: _l("Ready"),
    CampaignState.RUNNING: _l("Running"),
    CampaignState.CLOSING: _l("Closing"),
    CampaignState.EVALUATED: _l("Evaluated"),
    CampaignState.ARCHIVED: _l("Archived"),
    CampaignState.ON_HOLD: _l("On hold"),
    CampaignState.CANCELLED: _l("Cancelled"),
}

CAMPAIGN_TONES: Mapping[CampaignState, str] = {
    CampaignState.DRAFT: "idle",
    CampaignState.IN_REVIEW: "wait",
    CampaignState.CLOSING: "wait",
    CampaignState.ON_HOLD: "wait",
    CampaignState.APPROVED: "move",
    CampaignState.PRETESTING: "move",
    CampaignState.READY: "move",
    CampaignState.RUNNING: "good",
    CampaignState.EVALUATED: "good",
    CampaignState.ARCHIVED: "past",
    CampaignState.CANCELLED: "past",
}

AUDIENCES: Mapping[AudienceType, Any] = {
    AudienceType.LIBRARIAN: _l("Librarians"),
    AudienceType.CURRENT_USER: _l("Library users"),
    AudienceType.NON_USER: _l("People who do not use the library"),
    AudienceType.LEADER: _l("Leaders"),
    AudienceType.POLICY_MAKER: _l("Policy makers"),
    AudienceType.HEALTH_WORKER: _l("Health workers"),
    AudienceType.STUDENT: _l("Students"),
    AudienceType.COMMUNITY: _l("Community"),
}

PRIORITIES: Mapping[Priority, Any] = {
    Priority.PRIMARY: _l("Primary"),
    Priority.SECONDARY: _l("Secondary"),
}

LEVELS: Mapping[ObjectiveLevel, Any] = {
    ObjectiveLevel.BEHAVIOUR: _l("Behaviour"),
    ObjectiveLevel.EXPOSURE: _l("Exposure"),
    ObjectiveLevel.AWARENESS: _l("Awareness"),
    ObjectiveLevel.KNOWLEDGE: _l("Knowledge"),
    ObjectiveLevel.ATTITUDE: _l("Attitude"),
    ObjectiveLevel.INTENTION: _l("Intention"),
    ObjectiveLevel.SATISFACTION: _l("Satisfaction"),
    ObjectiveLevel.POLICY: _l("Policy"),
}

DIRECTIONS: Mapping[Direction, Any] = {
    Direction.UP: _l("More is better"),
    Direction.DOWN: _l("Less is better"),
}

METHODS: Mapping[Method, Any] = {
    Method.CENSUS: _l("Everybody was asked"),
    Method.RANDOM: _l("Random sample"),
    Method.CONVENIENCE: _l("Whoever was at hand"),
    Method.LOG: _l("From a log"),
    Method.OBSERVATION: _l("Observed"),
}

UNITS: Mapping[Unit, Any] = {
    Unit.PERCENT: _l("per cent"),
    Unit.COUNT: _l("count"),
    Unit.INDEX: _l("index"),
    Unit.IDR: _l("rupiah"),
    Unit.HOURS: _l("hours"),
    Unit.DAYS: _l("days"),
}

PARTNER_ROLES: Mapping[PartnerRole, Any] = {
    PartnerRole.VENUE: _l("Gives a place"),
    PartnerRole.DISTRIBUTION: _l("Distributes"),
    PartnerRole.CONTENT: _l("Gives content"),
    PartnerRole.MEDIA: _l("Gives media"),
    PartnerRole.FUNDING: _l("Pays"),
    PartnerRole.ENDORSEMENT: _l("Speaks for it"),
    PartnerRole.OTHER: _l("Other"),
}

GOALS: Mapping[Goal, Any] = {
    Goal.BEHAVIOUR: _l("Librarians and library users behave differently"),
    Goal.COMMUNITY_VIEW: _l("The community sees and understands libraries differently"),
    Goal.AWARENESS: _l("People know what a library does for them"),
    Goal.MINDSET: _l("Librarians and library users think differently"),
    Goal.ACCESS_AND_SATISFACTION: _l("Members' services are reached, used and liked more"),
    Goal.NETWORK_SERVICES: _l("The network's services are used more"),
    Goal.ETHICAL_USE: _l("Information is used ethically"),
    Goal.AGENTS_OF_CHANGE: _l("Members become agents of change"),
}
