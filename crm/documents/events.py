"""What happens to papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.audiences import Audience
from crm.core.db import Model, Reference
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Event):
    """A fact about one paper."""

    icon = "file-text"

    def facts(self) -> dict[str, Any]:
        return {"number": self.subject.number, "title": self.subject.title}  # type: ignore[attr-defined]


class _ToldToReaders(DocumentEvent):
    """What becomes of a paper is told to those who may read it; that it went out, its room told."""

    def about(self) -> Iterable[Model | Reference]:
        """The paper, and the institutions that it names."""
        readers = self.subject.readers  # type: ignore[attr-defined]
        return (self.subject, *(Reference("institution", one.institution_id) for one in readers))


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(DocumentEvent):
    """A paper got its number."""

    sentence = _l("%(actor)s issued %(number)s: %(title)s.")


@dataclass(frozen=True, kw_only=True)
class DocumentVoided(_ToldToReaders):
    """A paper was taken back; the number stays."""

    sentence = _l("%(actor)s voided %(number)s: %(title)s.")


@dataclass(frozen=True, kw_only=True)
class DocumentSigned(_ToldToReaders):
    """A paper was signed."""

    sentence = _l("%(number)s was signed: %(title)s.")


@dataclass(frozen=True, kw_only=True)
class LetterEvent(Event):
    """A fact about a letter that came in, told on every record that it is linked to."""

    icon = "mail-opened"

    def facts(self) -> dict[str, Any]:
        """From whom, about what, under which of our numbers."""
        letter: Any = self.subject
        return {"sender": letter.sender, "subject": letter.subject, "entry": letter.entry}

    def about(self) -> Iterable[Model | Reference]:
        """The letter and what it is linked to."""
        return (self.subject, *self.subject.references)  # type: ignore[attr-defined]

    def audience(self) -> Audience:
        """Letters to the network are the network's."""
        return Audience.NETWORK


@dataclass(frozen=True, kw_only=True)
class LetterReceived(LetterEvent):
    """A letter came in."""

    sentence = _l("%(actor)s entered letter %(entry)s from %(sender)s: %(subject)s")


@dataclass(frozen=True, kw_only=True)
class LetterChanged(LetterEvent):
    """What the book says of a letter changed."""

    sentence = _l("%(actor)s changed the entry of letter %(entry)s")

    def about(self) -> Iterable[Model | Reference]:
        """The letter alone."""
        return (self.subject,)


@dataclass(frozen=True, kw_only=True)
class LetterFollowedUp(LetterEvent):
    """Somebody did what the letter asked for, or answered it."""

    sentence = _l("%(actor)s followed up letter %(entry)s: %(subject)s")
    icon = "circle-check"


@dataclass(frozen=True, kw_only=True)
class LetterReopened(LetterEvent):
    """A letter waits again."""

    sentence = _l("%(actor)s let letter %(entry)s wait again")


@dataclass(frozen=True, kw_only=True)
class LetterLinked(LetterEvent):
    """A letter is told on one more record."""

    sentence = _l("%(actor)s linked letter %(entry)s from %(sender)s: %(subject)s")
    icon = "link"

    to: Reference

    def about(self) -> Iterable[Model | Reference]:
        """The letter and the record that it is newly linked to."""
        return (self.subject, self.to)


@dataclass(frozen=True, kw_only=True)
class LetterUnlinked(LetterLinked):
    """A wrong link was taken away."""

    sentence = _l("%(actor)s unlinked letter %(entry)s: %(subject)s")
    icon = "unlink"
