"""Facts about staff sharing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.languages import LANGUAGES, spoken
from crm.core.words import lazy_gettext as _l

BOTH = _l("%(who)s (recorded by %(clerk)s)")
HOW: dict[str, Any] = {"phone": _l("by phone"), "paper": _l("on paper")}


def _in_both(words: Any, **names: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with spoken(language):
            found[language] = str(words) % names if names else str(words)
    return found


@dataclass(frozen=True, kw_only=True)
class SharingFact(Event):
    """A fact about one assignment, told also to those around it: person, home and host."""

    person: str
    host: str
    around: tuple[Model, ...] = ()
    party: str = ""

    def facts(self) -> dict[str, Any]:
        """Names for the sentence; the party who spoke stays a code word for the trail.

        What somebody wrote down for another is said of both.
        """
        return {
            "person": self.person,
            "host": self.host,
            "number": self.version,
            "party": self.party,
            **({"actor": self._both()} if self.by.on_behalf_of else {}),
        }

    def _both(self) -> dict[str, str]:
        names = {"who": self.by.on_behalf_of, "clerk": self.by.name}
        return _in_both(BOTH, **names)

    def about(self) -> Iterable[Model]:
        """The assignment, and everyone it concerns."""
        return (self.subject, *self.around)


@dataclass(frozen=True, kw_only=True)
class AssignmentDrafted(SharingFact):
    """Someone began to write an assignment down; only its own timeline says so."""

    sentence = _l("%(actor)s drafted that %(person)s helps %(host)s")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class AssignmentRewritten(SharingFact):
    """The draft was changed."""

    sentence = _l("%(actor)s changed the draft")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class AssignmentProposed(SharingFact):
    """Version 1 went to the parties for their answer."""

    sentence = _l("%(actor)s proposed that %(person)s helps %(host)s")
    icon = "send"


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(SharingFact):
    """A party agreed to a version."""

    sentence = _l("%(actor)s agreed to version %(number)s")
    icon = "check"


@dataclass(frozen=True, kw_only=True)
class AnswerRecorded(SharingFact):
    """Somebody wrote down what a party said by phone or on paper; its own timeline says how."""

    speaker: str
    how: str
    said_on: date

    sentence = _l("%(clerk)s wrote down the answer of %(speaker)s: %(how)s, %(day)s")
    icon = "writing"

    def facts(self) -> dict[str, Any]:
        """Who wrote down whose answer, how it came and when it was said."""
        return super().facts() | {
            "clerk": self.by.name,
            "speaker": self.speaker,
            "how": _in_both(HOW[self.how]),
            "day": {"on": self.said_on.isoformat()},
        }


@dataclass(frozen=True, kw_only=True)
class LinkHandedOver(SharingFact):
    """Somebody passed a party's own link on by hand, to be sent by WhatsApp."""

    speaker: str

    sentence = _l("%(actor)s handed %(speaker)s a link to version %(number)s for WhatsApp")
    icon = "brand-whatsapp"

    def facts(self) -> dict[str, Any]:
        """Whom the link was for."""
        return super().facts() | {"speaker": self.speaker}


@dataclass(frozen=True, kw_only=True)
class AnsweredByHandedLink(SharingFact):
    """An answer came by a link that somebody had passed on by hand."""

    clerk: str

    sentence = _l("%(actor)s answered by the link that %(clerk)s handed over")
    icon = "brand-whatsapp"

    def facts(self) -> dict[str, Any]:
        """Who had passed the link on."""
        return super().facts() | {"clerk": self.clerk}


@dataclass(frozen=True, kw_only=True)
class LateAnswerNoted(SharingFact):
    """A yes came for a version that had been replaced: it is kept and does not count."""

    sentence = _l("%(actor)s agreed to version %(number)s after it was replaced; it does not count")
    icon = "history"


@dataclass(frozen=True, kw_only=True)
class AssignmentCountered(SharingFact):
    """A party proposed changes; every answer to the version before is void."""

    sentence = _l("%(actor)s proposed changes: version %(number)s; earlier answers are void")
    icon = "git-compare"


@dataclass(frozen=True, kw_only=True)
class AssignmentDeclined(SharingFact):
    """A party, or a parent body, said no."""

    sentence = _l("%(actor)s declined version %(number)s")
    icon = "x"


@dataclass(frozen=True, kw_only=True)
class AssignmentConfirmed(SharingFact):
    """Home, host and person agreed to the same version."""

    sentence = _l("All parties agreed to version %(number)s: %(person)s helps %(host)s")
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class AssignmentApproved(SharingFact):
    """The parent body approved."""

    sentence = _l("%(actor)s approved version %(number)s for the parent body")
    icon = "shield-check"


@dataclass(frozen=True, kw_only=True)
class AssignmentDocumented(SharingFact):
    """The duty letter was issued."""

    sentence = _l("%(actor)s issued the duty letter")
    icon = "file-certificate"


@dataclass(frozen=True, kw_only=True)
class AssignmentPaperIssued(SharingFact):
    """Another paper of the assignment got its number."""

    paper: str

    sentence = _l("%(actor)s issued the paper %(paper)s")
    icon = "file-certificate"

    def facts(self) -> dict[str, Any]:
        """The number of the paper beside the names."""
        return super().facts() | {"paper": self.paper}


@dataclass(frozen=True, kw_only=True)
class AssignmentBegan(SharingFact):
    """The first day at work came."""

    sentence = _l("%(person)s began at %(host)s")
    icon = "player-play"


@dataclass(frozen=True, kw_only=True)
class AssignmentWithdrawn(SharingFact):
    """The proposer took it back before work began."""

    sentence = _l("%(actor)s withdrew the assignment")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class AssignmentExpired(SharingFact):
    """Nobody answered in time."""

    sentence = _l("Version %(number)s expired without all answers")
    icon = "hourglass-high"


@dataclass(frozen=True, kw_only=True)
class AgreementFact(Event):
    """A fact about an agreement between institutions, told also to its parties."""

    title: str
    around: tuple[Model, ...] = ()
    number: str = ""

    def facts(self) -> dict[str, Any]:
        """Title and number for the sentence."""
        return {"title": self.title, "number": self.number}

    def about(self) -> Iterable[Model]:
        """The agreement and its parties."""
        return (self.subject, *self.around)


@dataclass(frozen=True, kw_only=True)
class AgreementWritten(AgreementFact):
    """An agreement was entered."""

    sentence = _l("%(actor)s entered the agreement “%(title)s”")
    icon = "file-text"


@dataclass(frozen=True, kw_only=True)
class AgreementRewritten(AgreementFact):
    """An agreement's content was changed."""

    sentence = _l("%(actor)s changed the agreement “%(title)s”")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class AgreementIssued(AgreementFact):
    """The paper of an agreement got its number."""

    sentence = _l("%(actor)s issued the paper %(number)s of “%(title)s”")
    icon = "file-certificate"
