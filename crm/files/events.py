"""Facts about attachments."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.audiences import Audience
from crm.core.db import Model, Reference
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class _FileFact(Event):
    """A fact about one attachment, told on the record that it hangs on."""

    icon = "paperclip"

    def facts(self) -> dict[str, Any]:
        """What the file is called."""
        return {"name": self.subject.name}  # type: ignore[attr-defined]

    def about(self) -> Iterable[Model | Reference]:
        """The record that the file hangs on."""
        return (self.subject.about,)  # type: ignore[attr-defined]

    def audience(self) -> Audience:
        """Whoever reads the record."""
        return Audience.SHARED


class FileAttached(_FileFact):
    """A file was hung on a record."""

    sentence = _l("%(actor)s attached %(name)s")


class FileRemoved(_FileFact):
    """A file was taken off a record; for a month it can come back."""

    sentence = _l("%(actor)s removed the file %(name)s")


class FileRestored(_FileFact):
    """A file that was taken off is back."""

    sentence = _l("%(actor)s brought the file %(name)s back")
