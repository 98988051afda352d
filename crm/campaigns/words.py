"""What the room's kinds, states and roles are called, and how their badges look (design 4)."""

from collections.abc import Mapping
from typing import Any

from crm.campaigns.dates import (
    day_in_words,
    short_day,
    short_span,
    span_in_words,
    weekday_in_words,
)
from crm.campaigns.models import (
    AudienceType,
    CampaignState,
    Direction,
    Goal,
    Media,
    Method,
    ObjectiveLevel,
    PartnerRole,
    PermitBy,
    Placement,
    PlacementLanguage,
    PlacementState,
    PlacementType,
    Priority,
    Proof,
    TaxStatus,
)
from crm.campaigns.models.specs import SPECS
from crm.core.templating import number, percent, rupiah
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
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
PLACEMENT_STATES: Mapping[PlacementState, Any] = {
    PlacementState.PLANNED: _l("Planned"),
    PlacementState.BRIEFED: _l("Briefed"),
    PlacementState.DESIGN: _l("Design"),
    PlacementState.PRETEST: _l("Pre-test"),
    PlacementState.APPROVED: _l("Design approved"),
    PlacementState.PERMIT_REQUESTED: _l("Permit asked for"),
    PlacementState.PERMIT_GRANTED: _l("Permit granted"),
    PlacementState.PRODUCING: _l("In production"),
    PlacementState.DELIVERED: _l("Delivered"),
    PlacementState.LIVE: _l("Live"),
    PlacementState.ENDED: _l("Ended, proof wanted"),
    PlacementState.VERIFIED: _l("Proved"),
    PlacementState.MEASURED: _l("Measured"),
    PlacementState.PERMIT_REFUSED: _l("Permit refused"),
    PlacementState.REJECTED_BY_MEDIA: _l("Rejected by the media"),
    PlacementState.MISSED: _l("Missed"),
    PlacementState.DAMAGED: _l("Damaged"),
    PlacementState.CANCELLED: _l("Cancelled"),
}
PLACEMENT_TONES: Mapping[PlacementState, str] = {
    PlacementState.PLANNED: "idle",
    PlacementState.PERMIT_REQUESTED: "wait",
    PlacementState.ENDED: "wait",
    PlacementState.LIVE: "good",
    PlacementState.VERIFIED: "good",
    PlacementState.MEASURED: "good",
    PlacementState.PERMIT_REFUSED: "stop",
    PlacementState.REJECTED_BY_MEDIA: "stop",
    PlacementState.MISSED: "stop",
    PlacementState.DAMAGED: "stop",
    PlacementState.CANCELLED: "past",
}
STEPS: Mapping[PlacementState, Any] = {
    PlacementState.BRIEFED: _l("Mark as briefed"),
    PlacementState.DESIGN: _l("Start the design"),
    PlacementState.PRETEST: _l("Start the pre-test"),
    PlacementState.APPROVED: _l("Approve the design"),
    PlacementState.PERMIT_REQUESTED: _l("Ask for the permit"),
    PlacementState.PERMIT_GRANTED: _l("Permit granted"),
    PlacementState.PRODUCING: _l("Start production"),
    PlacementState.DELIVERED: _l("Mark as delivered"),
    PlacementState.LIVE: _l("Mark as live"),
    PlacementState.ENDED: _l("End the run"),
    PlacementState.VERIFIED: _l("Accept the proof"),
    PlacementState.MEASURED: _l("Mark as measured"),
    PlacementState.PERMIT_REFUSED: _l("Permit refused"),
    PlacementState.REJECTED_BY_MEDIA: _l("Rejected by the media"),
    PlacementState.MISSED: _l("Missed its run"),
    PlacementState.DAMAGED: _l("Damaged"),
    PlacementState.CANCELLED: _l("Cancel placement"),
}
"""What a button says that leads to each state."""
TYPES: Mapping[PlacementType, Any] = {
    PlacementType.BROCHURE: _l("Brochure"),
    PlacementType.LEAFLET: _l("Leaflet"),
    PlacementType.POSTER: _l("Poster"),
    PlacementType.X_BANNER: _l("X-banner"),
    PlacementType.ROLL_UP: _l("Roll-up banner"),
    PlacementType.STREET_BANNER: _l("Street banner"),
    PlacementType.UMBUL_UMBUL: _l("Umbul-umbul"),
    PlacementType.BALIHO: _l("Baliho"),
    PlacementType.BILLBOARD: _l("Billboard"),
    PlacementType.VIDEOTRON: _l("Videotron"),
    PlacementType.NEWSPAPER_AD: _l("Newspaper advertisement"),
    PlacementType.ADVERTORIAL: _l("Advertorial"),
    PlacementType.PRESS_RELEASE: _l("Press release"),
    PlacementType.MEDIA_VISIT: _l("Media visit"),
    PlacementType.RADIO_SPOT: _l("Radio spot"),
    PlacementType.RADIO_TALK_SHOW: _l("Radio talk show"),
    PlacementType.TV_SPOT: _l("TV spot"),
    PlacementType.RUNNING_TEXT: _l("Running text on TV"),
    PlacementType.TV_TALK_SHOW: _l("TV talk show"),
    PlacementType.WEB_BANNER: _l("Web or portal banner"),
    PlacementType.SOCIAL_POST: _l("Social media posts"),
    PlacementType.E_MAIL: _l("E-mail"),
    PlacementType.WHATSAPP_BROADCAST: _l("WhatsApp broadcast"),
    PlacementType.EXHIBITION_BOOTH: _l("Exhibition booth"),
    PlacementType.ROADSHOW: _l("Roadshow"),
}
MEDIA: Mapping[Media, Any] = {
    Media.PRINT: _l("Printed matter"),
    Media.OUTDOOR: _l("Outdoor"),
    Media.PRESS: _l("Press"),
    Media.BROADCAST: _l("Radio and television"),
    Media.ONLINE: _l("Online"),
    Media.FACE_TO_FACE: _l("Face to face"),
}
PERMITS: Mapping[PermitBy, Any] = {
    PermitBy.NOBODY: _l("Not needed"),
    PermitBy.SITE_OWNER: _l("Ask the owner of the site"),
    PermitBy.AUTHORITY: _l("An authority's permit for every day"),
    PermitBy.VENDOR: _l("The vendor has it"),
    PermitBy.EVENT: _l("With the event"),
}
PROOFS: Mapping[Proof, Any] = {
    Proof.DELIVERY_RECEIPT: _l("delivery receipt (BAST)"),
    Proof.STOCK_COUNT: _l("stock count"),
    Proof.PHOTO: _l("photo"),
    Proof.GEO_PHOTO: _l("dated photo with its place"),
    Proof.VENDOR_LOG: _l("log of the vendor"),
    Proof.TEAR_SHEET: _l("tear sheet"),
    Proof.CLIPPING: _l("clipping"),
    Proof.AS_RUN_LOG: _l("as-run log"),
    Proof.CLIP: _l("recording"),
    Proof.SCREENSHOT: _l("screenshot"),
    Proof.EXPORT: _l("export of the figures"),
    Proof.VISITOR_SHEET: _l("list of visitors"),
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
LANGUAGES: Mapping[PlacementLanguage, Any] = {
    PlacementLanguage.INDONESIAN: _l("Indonesian"),
    PlacementLanguage.ENGLISH: _l("English"),
    PlacementLanguage.REGIONAL: _l("A regional language"),
}
TAXES: Mapping[TaxStatus, Any] = {
    TaxStatus.UNKNOWN: _l("Not known yet"),
    TaxStatus.DUE: _l("To be paid"),
    TaxStatus.PAID: _l("Paid"),
    TaxStatus.EXEMPT: _l("Exempt"),
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

_EVERY: tuple[Mapping[Any, Any], ...] = (
    CAMPAIGN_STATES, PLACEMENT_STATES, TYPES, MEDIA, PERMITS, AUDIENCES, PRIORITIES, LEVELS,
    DIRECTIONS, METHODS, UNITS, PARTNER_ROLES, LANGUAGES, TAXES,
)  # fmt: skip
_BY_KIND = {type(next(iter(words))): words for words in _EVERY}


def word_of(member: Any) -> str:
    """What a state, kind or role is called on the page."""
    return str(_BY_KIND[type(member)][member])


def tone_of(state: CampaignState | PlacementState) -> str:
    """The tone of a state's badge; what is in work and on time moves."""
    tones: Mapping[Any, str] = (
        CAMPAIGN_TONES if isinstance(state, CampaignState) else PLACEMENT_TONES
    )
    return tones.get(state, "move")


def detail_of(placement: Placement) -> str:
    """A placement's medium in a few words: baliho 4×6 m, brosur A5, 5.000 lembar."""
    first = f"{in_a_sentence(word_of(placement.type))} {_measure(placement)}".strip()
    return ", ".join(filter(None, [first, _pieces(placement)]))


def in_a_sentence(name: str) -> str:
    """A kind's name as it stands in a sentence; ILM, X-banner and WhatsApp stay as they are."""
    first = name.split(" ", maxsplit=1)[0]
    return name[:1].lower() + name[1:] if first[1:].islower() and first.isalpha() else name


def _measure(placement: Placement) -> str:
    for asked in SPECS[placement.type]:
        if asked.name in {"size", "format"} and (value := placement.spec.get(asked.name)):
            return f"{asked.choices.get(value, value)} {asked.unit}".strip()
    return ""


def _pieces(placement: Placement) -> str:
    many = placement.quantity
    if not many or many == 1:
        return ""
    if placement.kind.media is Media.PRINT:
        return str(ngettext("%(n)s copy", "%(n)s copies", many, n=number(many)))
    if placement.kind.media is Media.BROADCAST:
        return str(ngettext("%(n)s broadcast", "%(n)s broadcasts", many, n=number(many)))
    return str(ngettext("%(n)s piece", "%(n)s pieces", many, n=number(many)))


def permit_in_words(placement: Placement) -> str:
    """Which days of the run its permits cover."""
    if not placement.needs_permit:
        return str(_("Not needed"))
    if not placement.permits:
        return str(_("None yet"))
    last = max(permit.valid_to for permit in placement.permits)
    day = short_day(last, beside=placement.run_ends_on)
    if not placement.awaits_permit:
        return str(_("Until %(day)s", day=day))
    some, whole = placement.permitted_days, placement.days
    return str(_("%(some)d of %(all)d days, until %(day)s", some=some, all=whole, day=day))


def figure_in_words(value: Any, unit: Unit) -> str:
    """A figure with its unit: 45 %, Rp1.000.000, 120 jam."""
    if unit is Unit.PERCENT:
        whole = value == value.to_integral_value()
        return percent(float(value), 0 if whole else 1)
    if unit is Unit.IDR:
        return rupiah(int(value))
    if unit is Unit.HOURS:
        return str(_("%(n)s hours", n=number(value)))
    if unit is Unit.DAYS:
        return str(_("%(n)s days", n=number(value)))
    return number(value)


WORDS_IN_TEMPLATES: Mapping[str, Any] = {
    "campaign_word": word_of,
    "campaign_tone": tone_of,
    "placement_detail": detail_of,
    "permit_in_words": permit_in_words,
    "in_a_sentence": in_a_sentence,
    "figure": figure_in_words,
    "step_words": lambda state: str(STEPS[state]),
    "goal_words": lambda code: str(GOALS[Goal(code)]),
    "day_in_words": day_in_words,
    "short_day": short_day,
    "short_span": short_span,
    "span_in_words": span_in_words,
    "weekday_in_words": weekday_in_words,
}
"""The room's filters, as templates name them."""
