"""Facts about answers that somebody wrote down for a party, once they are doubted."""

from dataclasses import dataclass
from typing import Any

from crm.core.words import lazy_gettext as _l
from crm.sharing.events import SharingFact


@dataclass(frozen=True, kw_only=True)
class RecordedAnswerFact(SharingFact):
    """A fact about one answer that was written down."""

    speaker: str
    answer_id: int

    def facts(self) -> dict[str, Any]:
        """Whose answer it is said to be, and which one."""
        return super().facts() | {"speaker": self.speaker, "answer": self.answer_id}


@dataclass(frozen=True, kw_only=True)
class AnswerVoided(RecordedAnswerFact):
    """What was written down counts no more; the party is asked again."""

    sentence = _l("%(actor)s voided the recorded answer of %(speaker)s to version %(number)s")
    icon = "ban"


@dataclass(frozen=True, kw_only=True)
class AnswerDisputed(RecordedAnswerFact):
    """The party says by its own link that what was written down was not its answer."""

    sentence = _l("%(actor)s objected: the recorded answer of %(speaker)s was not theirs")
    icon = "alert-triangle"


@dataclass(frozen=True, kw_only=True)
class ObjectionSettled(RecordedAnswerFact):
    """The secretariat looked into an objection."""

    sentence = _l("%(actor)s settled the objection to the recorded answer of %(speaker)s")
    icon = "check"
