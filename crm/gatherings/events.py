"""Facts about gatherings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class NumberedEvent(Event):
    """A fact with one number: a count, or the number of a paper."""

    number: int | str

    def facts(self) -> dict[str, Any]:
        """Give the number."""
        return {"number": self.number}


@dataclass(frozen=True, kw_only=True)
class SeriesPlanned(Event):
    """A regular meeting has its dates."""

    sentence = _l("%(actor)s planned the series.")
    icon = "repeat"


@dataclass(frozen=True, kw_only=True)
class SeriesExtended(NumberedEvent):
    """A series has more dates."""

    sentence = _l("%(actor)s made %(number)s more dates.")
    icon = "calendar-plus"


@dataclass(frozen=True, kw_only=True)
class GatheringPlanned(Event):
    """A gathering stands in the plan."""

    sentence = _l("%(actor)s planned the gathering.")
    icon = "calendar-plus"


@dataclass(frozen=True, kw_only=True)
class GatheringChanged(Event):
    """Something about a gathering is different; `tells` when the invited must hear of it."""

    sentence = _l("%(actor)s changed the plan.")
    icon = "pencil"

    tells: bool = False


@dataclass(frozen=True, kw_only=True)
class InstitutionsAdded(NumberedEvent):
    """More are to be invited."""

    sentence = _l("%(actor)s added %(number)s to the list of those invited.")
    icon = "user-plus"


@dataclass(frozen=True, kw_only=True)
class InviteeRemoved(Event):
    """Someone is not to be invited after all."""

    sentence = _l("%(actor)s took %(who)s off the list.")
    icon = "user-x"

    who: str

    def facts(self) -> dict[str, Any]:
        """Say who."""
        return {"who": self.who}


@dataclass(frozen=True, kw_only=True)
class InvitationIssued(Event):
    """The invitation has its number and goes out; `receivers` are those who get it now."""

    sentence = _l("%(actor)s issued the invitation %(number)s to %(receivers)s.")
    icon = "mail"

    number: str
    document: Any
    receivers: tuple[Any, ...]
    institutions: tuple[Model, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Give the number of the letter and of its receivers."""
        return {"number": self.number, "receivers": len(self.receivers)}

    def about(self) -> Iterable[Model]:
        """Show on the timeline of each institution invited."""
        return (self.subject, *self.institutions)


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered(Event):
    """Someone says whether they come; the kinds below say what."""

    icon = "message"

    gathering: Model
    institution: Model | None
    who: str

    def facts(self) -> dict[str, Any]:
        """Say for whom."""
        return {"who": self.who}

    def about(self) -> Iterable[Model]:
        """Show on the gathering's timeline and on the institution's."""
        return (self.gathering, *([self.institution] if self.institution else []))


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(InvitationAnswered):
    """Yes."""

    sentence = _l("%(actor)s accepted the invitation for %(who)s.")
    icon = "circle-check"


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(InvitationAnswered):
    """No."""

    sentence = _l("%(actor)s declined the invitation for %(who)s.")
    icon = "circle-minus"


@dataclass(frozen=True, kw_only=True)
class InvitationLeftOpen(InvitationAnswered):
    """Perhaps."""

    sentence = _l("%(actor)s answered “perhaps” for %(who)s.")
    icon = "message-question"


@dataclass(frozen=True, kw_only=True)
class GatheringMoved(Event):
    """A gathering has another date; those already invited are told."""

    sentence = _l("%(actor)s moved the date from %(earlier)s to %(later)s.")
    icon = "calendar-event"

    was_invited: bool
    zone: str
    moments: tuple[datetime, datetime]

    def facts(self) -> dict[str, Any]:
        """Give the old and the new moment."""
        earlier, later = ({"at": at.isoformat(), "zone": self.zone} for at in self.moments)
        return {"earlier": earlier, "later": later}


@dataclass(frozen=True, kw_only=True)
class GatheringPostponed(Event):
    """A gathering has no date for now."""

    sentence = _l("%(actor)s postponed the gathering.")
    icon = "player-pause"

    was_invited: bool


@dataclass(frozen=True, kw_only=True)
class GatheringCancelled(Event):
    """A gathering will not be."""

    sentence = _l("%(actor)s cancelled the gathering.")
    icon = "calendar-off"

    was_invited: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event):
    """Who came is known."""

    sentence = _l("%(actor)s recorded who came: %(present)s of %(invited)s.")
    icon = "checks"

    present: int
    invited: int

    def facts(self) -> dict[str, Any]:
        """Say how many of how many."""
        return {"present": self.present, "invited": self.invited}


@dataclass(frozen=True, kw_only=True)
class MinutesBegun(Event):
    """The minutes are being written."""

    sentence = _l("%(actor)s began the minutes.")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class MinutesCirculated(NumberedEvent):
    """The minutes are with the members, who may correct them until a day."""

    sentence = _l("%(actor)s circulated the minutes %(number)s.")
    icon = "send"


@dataclass(frozen=True, kw_only=True)
class CorrectionFiled(Event):
    """A member asks for a correction of the minutes."""

    sentence = _l("%(actor)s filed a correction of the minutes.")
    icon = "message"


@dataclass(frozen=True, kw_only=True)
class MinutesApproved(Event):
    """The minutes stand."""

    sentence = _l("%(actor)s approved the minutes.")
    icon = "circle-check"


@dataclass(frozen=True, kw_only=True)
class ActionAgreed(Event):
    """A follow-up has somebody in charge and a date."""

    sentence = _l("%(actor)s noted the action “%(what)s”.")
    icon = "flag"

    what: str
    others: tuple[Model, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Say what is to be done."""
        return {"what": self.what}

    def about(self) -> Iterable[Model]:
        """Show on the gathering's timeline and on that of the institution in charge."""
        return (self.subject, *self.others)


@dataclass(frozen=True, kw_only=True)
class ActionBegun(ActionAgreed):
    """A follow-up is under way."""

    sentence = _l("%(actor)s began the action “%(what)s”.")
    icon = "progress"


@dataclass(frozen=True, kw_only=True)
class ActionCompleted(ActionAgreed):
    """A follow-up is done."""

    sentence = _l("%(actor)s completed the action “%(what)s”.")
    icon = "circle-check"


@dataclass(frozen=True, kw_only=True)
class ActionDropped(ActionAgreed):
    """A follow-up will not be done."""

    sentence = _l("%(actor)s dropped the action “%(what)s”.")
    icon = "circle-minus"


@dataclass(frozen=True, kw_only=True)
class ConversationLogged(Event):
    """An informal meeting is in the log."""

    sentence = _l("%(actor)s logged a conversation: %(title)s.")
    icon = "message"

    title: str
    others: tuple[Model, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Name the topic."""
        return {"title": self.title}

    def about(self) -> Iterable[Model]:
        """Show on the timeline of the institution and person met."""
        return (self.subject, *self.others)


@dataclass(frozen=True, kw_only=True)
class PromiseKept(Event):
    """What was promised in a conversation is done."""

    sentence = _l("%(actor)s kept the promise.")
    icon = "circle-check"
