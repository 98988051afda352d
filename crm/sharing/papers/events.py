"""Facts about the wording of papers."""

from dataclasses import dataclass, field
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l

TONGUES = {"id": "bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class WordingFact(Event):
    """A fact about the text of one kind of paper in one language."""

    icon = "pencil"
    paper: dict[str, str] = field(default_factory=dict)
    language: str = ""

    def facts(self) -> dict[str, Any]:
        """The paper by its name in each language, and the language of the text by its own."""
        return {"paper": self.paper, "language": TONGUES[self.language]}


@dataclass(frozen=True, kw_only=True)
class PaperReworded(WordingFact):
    """Papers of this kind say it in the network's own words from now on."""

    sentence = _l("%(actor)s changed the wording of a paper: %(paper)s, %(language)s")


@dataclass(frozen=True, kw_only=True)
class PaperWordingDropped(WordingFact):
    """Papers of this kind say it in the delivered words again."""

    sentence = _l("%(actor)s went back to the delivered wording: %(paper)s, %(language)s")
    icon = "arrow-back-up"
