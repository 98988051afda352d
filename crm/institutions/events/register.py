"""Facts about institutions and the parent bodies above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class Named(Event):
    """A fact whose sentence names the record."""

    def facts(self) -> dict[str, Any]:
        """The record's name at that time."""
        return {"name": self.subject.name}  # type: ignore[attr-defined]


class InstitutionRegistered(Named):
    """An institution entered the register."""

    sentence = _l("%(actor)s registered %(name)s")
    icon = "plus"


class InstitutionChanged(Named):
    """What is known of an institution changed."""

    sentence = _l("%(actor)s changed the data of %(name)s")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class InstitutionRenamed(Event):
    """An institution bears another name; papers keep the one they were issued with."""

    sentence = _l("%(actor)s renamed %(old)s to %(new)s")
    icon = "pencil"

    old: str
    new: str

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {"old": self.old, "new": self.new}


class DataConfirmed(Named):
    """Someone who knows said that the data of an institution are true."""

    sentence = _l("%(actor)s confirmed the data of %(name)s")
    icon = "clipboard-check"


class ServicesChanged(Named):
    """An institution offers other services than before."""

    sentence = _l("%(actor)s changed the services of %(name)s")
    icon = "list-check"


class MembershipMoved(Named):
    """An institution stands differently with the network; each state says it in its own words."""

    icon = "flag"


class ApplicationBegun(MembershipMoved):
    """A prospect: the network would like to win it."""

    sentence = _l("%(actor)s noted %(name)s as a prospect")


class MembershipApplied(MembershipMoved):
    """The institution asked to join."""

    sentence = _l("%(actor)s noted that %(name)s applied to join")


class MembershipVerified(MembershipMoved):
    """The application was found complete."""

    sentence = _l("%(actor)s verified the application of %(name)s")
    icon = "clipboard-check"


class MembershipActivated(MembershipMoved):
    """The institution is an active member from a day on."""

    sentence = _l("%(actor)s made %(name)s an active member")
    icon = "circle-check"


class GraceBegun(MembershipMoved):
    """The membership ran out and may still be renewed."""

    sentence = _l("%(actor)s gave %(name)s a time of grace")
    icon = "hourglass-high"


class MembershipLapsed(MembershipMoved):
    """The membership ended without renewal."""

    sentence = _l("%(actor)s noted that the membership of %(name)s lapsed")


class MembershipSuspended(MembershipMoved):
    """The membership rests."""

    sentence = _l("%(actor)s suspended the membership of %(name)s")
    icon = "player-pause"


class MembershipWithdrawn(MembershipMoved):
    """The institution left the network, or never came."""

    sentence = _l("%(actor)s noted that %(name)s withdrew")
    icon = "circle-minus"


class HonoraryMembershipGiven(MembershipMoved):
    """The institution was made an honorary member."""

    sentence = _l("%(actor)s made %(name)s an honorary member")
    icon = "medal"


@dataclass(frozen=True, kw_only=True)
class InstitutionMerged(Event):
    """An institution ended and lives on in another; both remember it."""

    sentence = _l("%(actor)s noted that %(name)s became part of %(successor)s")
    icon = "git-merge"

    successor: Model

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {"name": self.subject.name, "successor": self.successor.name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model]:
        """Both institutions."""
        return (self.subject, self.successor)


class ParentBodyRegistered(Named):
    """A parent body entered the register."""

    sentence = _l("%(actor)s registered %(name)s")
    icon = "plus"


class ParentBodyChanged(Named):
    """What is known of a parent body changed."""

    sentence = _l("%(actor)s changed the data of %(name)s")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class _Placed(Event):
    """A fact about a record and the parent body above it; both remember it."""

    icon = "sitemap"

    parent: Model

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {"name": self.subject.name, "parent": self.parent.name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model]:
        """Both records."""
        return (self.subject, self.parent)


class PlacedUnder(_Placed):
    """An institution or a parent body belongs under a parent body."""

    sentence = _l("%(actor)s placed %(name)s under %(parent)s")


class TakenFrom(_Placed):
    """The belonging ended."""

    sentence = _l("%(actor)s ended the place of %(name)s under %(parent)s")


class PlaceUnsaid(_Placed):
    """The belonging had been entered by mistake and never held."""

    sentence = _l("%(actor)s removed the mistaken place of %(name)s under %(parent)s")
