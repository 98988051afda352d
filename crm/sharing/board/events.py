"""Facts about needs and offers on the board of staff sharing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class PostingFact(Event):
    """A fact about a need or an offer, told also to the institution whose it is."""

    name: str
    place: str
    around: tuple[Model, ...] = ()

    def facts(self) -> dict[str, Any]:
        """What it is about and whose it is, for the sentence."""
        return {"name": self.name, "place": self.place}

    def about(self) -> Iterable[Model]:
        """The need or offer, and its institution."""
        return (self.subject, *self.around)


@dataclass(frozen=True, kw_only=True)
class HelpAsked(PostingFact):
    """A host asked for somebody."""

    sentence = _l("%(actor)s asked for help: “%(name)s”")
    icon = "user-search"


@dataclass(frozen=True, kw_only=True)
class HelpAskChanged(PostingFact):
    """A need was said in other words."""

    sentence = _l("%(actor)s changed the need “%(name)s”")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class HelpFound(PostingFact):
    """The parties agreed to an assignment that was written for the need."""

    sentence = _l("The need “%(name)s” is filled")
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class HelpSoughtAgain(PostingFact):
    """What had filled the need came to nothing, or its days were moved ahead."""

    sentence = _l("The need “%(name)s” is open again")
    icon = "user-search"


@dataclass(frozen=True, kw_only=True)
class HelpAskWithdrawn(PostingFact):
    """The host no longer asks."""

    sentence = _l("%(actor)s withdrew the need “%(name)s”")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class HelpAskLapsed(PostingFact):
    """The deadline went by and nobody was found."""

    sentence = _l("The deadline of the need “%(name)s” went by")
    icon = "hourglass-high"


@dataclass(frozen=True, kw_only=True)
class HelpOffered(PostingFact):
    """A home offered hours."""

    sentence = _l("%(actor)s offered help: “%(name)s”")
    icon = "heart-handshake"


@dataclass(frozen=True, kw_only=True)
class OfferChanged(PostingFact):
    """An offer was said in other words."""

    sentence = _l("%(actor)s changed the offer “%(name)s”")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class OfferAnswered(PostingFact):
    """Every hour of the offer is promised."""

    sentence = _l("All hours of the offer “%(name)s” are promised")
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class OfferOpenAgain(PostingFact):
    """Hours of the offer are free again, or its days were moved ahead."""

    sentence = _l("The offer “%(name)s” is open again")
    icon = "heart-handshake"


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(PostingFact):
    """The home no longer offers."""

    sentence = _l("%(actor)s withdrew the offer “%(name)s”")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(PostingFact):
    """The last day of the offer went by."""

    sentence = _l("The last day of the offer “%(name)s” went by")
    icon = "hourglass-high"


@dataclass(frozen=True, kw_only=True)
class PairFact(PostingFact):
    """A fact about somebody who could fill a need; only the need's own timeline tells it."""

    person: str

    def facts(self) -> dict[str, Any]:
        """Who it is about, beside the need."""
        return super().facts() | {"person": self.person}

    def about(self) -> Iterable[Model]:
        """The need alone."""
        return (self.subject,)


@dataclass(frozen=True, kw_only=True)
class SomebodyProposed(PairFact):
    """An assignment was drafted for the need."""

    sentence = _l("%(actor)s drafted that %(person)s helps")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class SomebodyPassedOver(PairFact):
    """Somebody looked at a pair and did not want it."""

    sentence = _l("%(actor)s passed over %(person)s")
    icon = "x"


@dataclass(frozen=True, kw_only=True)
class PassingTakenBack(PairFact):
    """A pair that was passed over may be proposed again."""

    sentence = _l("%(actor)s lets %(person)s be proposed again")
    icon = "arrow-back-up"
