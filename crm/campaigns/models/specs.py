"""What each kind of medium asks beside the common facts, and how it is checked (domain 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.campaigns.models.kinds import PlacementType as T
from crm.core.errors import NotValid
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l


class Shape(StrEnum):
    """How a fact of a medium is written down."""

    TEXT = "text"
    LINES = "lines"
    COUNT = "count"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class SpecField:
    """One fact of a medium; `choices` are kept words with what a reader sees for each."""

    name: str
    label: Any
    shape: Shape = Shape.TEXT
    choices: Mapping[str, Any] = field(default_factory=dict)
    unit: Any = ""

    def checked(self, value: Any) -> Any:
        """The value as it is kept, None when there is none; a refusal when it makes no sense."""
        if value in (None, ""):
            return None
        if self.shape is Shape.COUNT:
            return self._counted(value)
        if self.shape is Shape.YES_NO:
            return bool(value)
        if self.choices and value not in self.choices:
            words = ", ".join(map(str, self.choices.values()))
            raise NotValid(_("Choose one of: %(choices)s.", choices=words))
        return str(value)[:LONGEST_TEXT]

    def _counted(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
            raise NotValid(_("Give a whole number, 0 or more."))
        return value


LONGEST_TEXT = 2000


def _same(*words: str) -> dict[str, Any]:
    return {word: word for word in words}


_FOLDS = {"A4 tri-fold": _l("A4 tri-fold"), **_same("A4", "A5", "A6")}
_FORMAT = SpecField("format", _l("Format"), Shape.CHOICE, _FOLDS)
_PAPER = SpecField("gsm", _l("Paper weight"), Shape.COUNT, unit="gsm")
_COLOURS = SpecField("colours", _l("Colours"), Shape.CHOICE, _same("1/0", "4/0", "4/1", "4/4"))
_DISTRIBUTION = SpecField(
    "distribution", _l("Distribution list: point, quantity, receiver"), Shape.LINES
)
_POINTS = SpecField("points", _l("Points"), Shape.COUNT)
_FRAME = SpecField("frame", _l("Frame or pole"))
_LIT = SpecField("lit", _l("Lit at night"), Shape.YES_NO)
_SIDES = SpecField("sides", _l("Sides"), Shape.COUNT)
_PANEL = SpecField("panel", _l("Number of the panel"))
_DEC = SpecField("dec", _l("People who pass in a day (DEC, an estimate)"), Shape.COUNT)
_LOOP = SpecField("loop", _l("Length of the loop"), Shape.COUNT, unit=_l("seconds"))
_SLOTS = SpecField("slots", _l("Slots a day"), Shape.COUNT)
_EDITION = SpecField("edition", _l("Edition"))
_PAGE = SpecField("page", _l("Page"))
_SIZE_MM = SpecField("size", _l("Size"), Shape.COUNT, unit=_l("mm columns"))
_EMBARGO = SpecField("embargo", _l("Not before (embargo)"))
_SPOKESPERSON = SpecField("spokesperson", _l("Spokesperson"))
_OUTLETS = SpecField("outlets", _l("Media invited or sent to"), Shape.LINES)
_SECONDS = SpecField("seconds", _l("Length"), Shape.COUNT, unit=_l("seconds"))
_SPOTS = SpecField("spots", _l("Spots a day"), Shape.COUNT)
_DAY_PARTS = SpecField("day_parts", _l("Parts of the day"))
_SLOT = SpecField("slot", _l("Slot"))
_PSA = SpecField("ilm_slot_requested", _l("Public-service slot asked for"), Shape.YES_NO)
_SIZE = SpecField("size", _l("Size"))
_UTM = SpecField("utm", _l("UTM parameters"))
_POSTS = SpecField("posts", _l("Posts"), Shape.COUNT)
_CHANNEL = SpecField("channel", _l("Account or channel"))
_LIST = SpecField("list", _l("List of contacts with consent"))
_EVENT = SpecField("event", _l("Event"))
_SHIFTS = SpecField("shifts", _l("Shifts and who keeps them"), Shape.LINES)
_GIVEAWAYS = SpecField("giveaways", _l("Giveaways"))


def _sized(*sizes: str) -> SpecField:
    return SpecField("size", _l("Size"), Shape.CHOICE, _same(*sizes))


_STAND = _sized("60×160 cm", "80×200 cm", "85×200 cm")

SPECS: Mapping[T, tuple[SpecField, ...]] = {
    T.BROCHURE: (_FORMAT, _PAPER, _COLOURS, _DISTRIBUTION),
    T.LEAFLET: (_FORMAT, _PAPER, _COLOURS, _DISTRIBUTION),
    T.POSTER: (_sized("A2", "A3"), _POINTS),
    T.X_BANNER: (_STAND,),
    T.ROLL_UP: (_STAND,),
    T.STREET_BANNER: (_sized("1×3 m", "1×4 m", "1×5 m", "1×6 m"),),
    T.UMBUL_UMBUL: (_SIZE,),
    T.BALIHO: (_sized("2×3 m", "3×4 m", "4×6 m", "5×10 m"), _FRAME, _LIT, _SIDES),
    T.BILLBOARD: (_PANEL, _DEC, _LIT, _SIDES),
    T.VIDEOTRON: (_PANEL, _DEC, _LOOP, _SLOTS),
    T.NEWSPAPER_AD: (_EDITION, _PAGE, _SIZE_MM),
    T.ADVERTORIAL: (_EDITION, _PAGE, _SIZE_MM),
    T.PRESS_RELEASE: (_EMBARGO, _SPOKESPERSON, _OUTLETS),
    T.MEDIA_VISIT: (_SPOKESPERSON, _OUTLETS),
    T.RADIO_SPOT: (_SECONDS, _SPOTS, _DAY_PARTS, _PSA),
    T.RADIO_TALK_SHOW: (_SLOT, _SPOKESPERSON, _PSA),
    T.TV_SPOT: (_SECONDS, _SPOTS, _SLOT, _PSA),
    T.RUNNING_TEXT: (_SLOT, _SPOTS, _PSA),
    T.TV_TALK_SHOW: (_SLOT, _SPOKESPERSON, _PSA),
    T.WEB_BANNER: (_SIZE, _UTM),
    T.SOCIAL_POST: (_CHANNEL, _POSTS, _UTM),
    T.E_MAIL: (_LIST, _UTM),
    T.WHATSAPP_BROADCAST: (_LIST,),
    T.EXHIBITION_BOOTH: (_EVENT, _SHIFTS, _GIVEAWAYS),
    T.ROADSHOW: (_EVENT, _SHIFTS, _GIVEAWAYS),
}


def checked_spec(kind: T, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a medium as they are kept; what its kind does not ask for is refused."""
    fields = {asked.name: asked for asked in SPECS[kind]}
    if unknown := set(given) - set(fields):
        raise NotValid(_("This kind of medium has no %(names)s.", names=", ".join(sorted(unknown))))
    checked = {name: fields[name].checked(value) for name, value in given.items()}
    return {name: value for name, value in checked.items() if value is not None}
