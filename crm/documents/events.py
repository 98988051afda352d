"""What happens to papers."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from crm.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Event):
    """A fact about one paper."""

    icon = "file-text"

    def facts(self) -> dict[str, Any]:
        return {"number": self.subject.number, "title": self.subject.title}  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(DocumentEvent):
    """A paper got its number."""

    sentence = _l("%(actor)s issued %(number)s: %(title)s.")


@dataclass(frozen=True, kw_only=True)
class DocumentVoided(DocumentEvent):
    """A paper was taken back; the number stays."""

    sentence = _l("%(actor)s voided %(number)s: %(title)s.")


@dataclass(frozen=True, kw_only=True)
class DocumentSigned(DocumentEvent):
    """A paper was signed."""

    sentence = _l("%(number)s was signed: %(title)s.")
