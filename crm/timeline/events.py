"""Facts about notes. What a note says stands in the note alone, never in the trail."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.core.audiences import Audience
from crm.core.db import Model, Reference
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """Somebody wrote something about a record; it shows where the record's history is read."""

    sentence = _l("%(actor)s wrote a note")
    icon = "note"

    record: Reference
    readers: Audience

    def about(self) -> Iterable[Model | Reference]:
        """The record that the note is about."""
        return (self.record,)

    def audience(self) -> Audience:
        """As the author chose."""
        return self.readers


@dataclass(frozen=True, kw_only=True)
class _NoteFact(Event):
    """What becomes of a note is kept in the trail; the timeline shows the note as it is."""

    def about(self) -> Iterable[Model | Reference]:
        """No timeline."""
        return ()


class NoteChanged(_NoteFact):
    """Its author put other words."""

    sentence = _l("%(actor)s changed a note")
    icon = "pencil"


class NoteRemoved(_NoteFact):
    """A note was taken away."""

    sentence = _l("%(actor)s removed a note")
    icon = "trash"


class NoteRestored(_NoteFact):
    """A note that was taken away is back."""

    sentence = _l("%(actor)s brought a note back")
    icon = "arrow-back-up"
