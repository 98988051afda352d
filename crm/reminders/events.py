"""Facts about the desk."""

from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class RuleFact(Event):
    """Something about a rule."""

    def facts(self) -> dict[str, Any]:
        return {"rule": self.subject.code}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class RuleChanged(RuleFact):
    """The secretariat changed when or in which words a rule reminds."""

    sentence = _l("%(actor)s changed reminder rule %(rule)s")
    icon = "adjustments-horizontal"


@dataclass(frozen=True, kw_only=True)
class RulePaused(RuleFact):
    """A rule was switched off."""

    sentence = _l("%(actor)s switched reminder rule %(rule)s off")
    icon = "player-pause"


@dataclass(frozen=True, kw_only=True)
class RuleResumed(RuleFact):
    """A rule was switched on."""

    sentence = _l("%(actor)s switched reminder rule %(rule)s on")
    icon = "bell-ringing"


@dataclass(frozen=True, kw_only=True)
class LetterFact(Event):
    """Something about one letter."""

    def facts(self) -> dict[str, Any]:
        return {"recipient": self.subject.recipient}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class LetterSentAgain(LetterFact):
    """Someone asked for another try of a letter that had been given up."""

    sentence = _l("%(actor)s put the letter to %(recipient)s back in the queue")
    icon = "mail"


@dataclass(frozen=True, kw_only=True)
class LetterLaidAside(LetterFact):
    """Someone took care of a letter that had been given up."""

    sentence = _l("%(actor)s laid the letter to %(recipient)s aside")
    icon = "mail-off"


@dataclass(frozen=True, kw_only=True)
class ReminderFact(Event):
    """Something about one reminder in the log."""

    def facts(self) -> dict[str, Any]:
        subject: Any = self.subject
        return {"rule": subject.rule, "title": subject.title, "recipient": subject.recipient_name}


@dataclass(frozen=True, kw_only=True)
class ReminderSkipped(ReminderFact):
    """Someone took a reminder out before it went."""

    sentence = _l("%(actor)s skipped reminder %(rule)s to %(recipient)s")
    icon = "circle-minus"


@dataclass(frozen=True, kw_only=True)
class ReminderDoneByHand(ReminderFact):
    """Someone passed the words on by hand."""

    sentence = _l("%(actor)s passed reminder %(rule)s on to %(recipient)s by hand")
    icon = "brand-whatsapp"
