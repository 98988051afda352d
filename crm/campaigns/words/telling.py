"""States, placements and figures as a page says them."""

from collections.abc import Mapping
from typing import Any

from crm.campaigns.dates import (
    short_day,
)
from crm.campaigns.models import (
    CampaignState,
    Media,
    Placement,
    PlacementState,
)
from crm.campaigns.models.specs import SPECS
from crm.campaigns.words.pieces import (
    LANGUAGES,
    MEDIA,
    PERMITS,
    PLACEMENT_STATES,
    PLACEMENT_TONES,
    TAXES,
    TYPES,
)
from crm.campaigns.words.plans import (
    AUDIENCES,
    CAMPAIGN_STATES,
    CAMPAIGN_TONES,
    DIRECTIONS,
    LEVELS,
    METHODS,
    PARTNER_ROLES,
    PRIORITIES,
    UNITS,
)
from crm.core.templating import number, percent, rupiah
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.measures.models import Unit

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
