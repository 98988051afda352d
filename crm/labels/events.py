"""Facts about labels: what was done to many records, and to single ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.audiences import Audience
from crm.core.db import Model, Reference
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l

MOST_TOLD = 2000
"""Beyond this an act shows in the trail, not on every timeline."""


@dataclass(frozen=True, kw_only=True)
class _BulkFact(Event):
    """An act on some records, told on their timelines unless they are very many."""

    icon = "tags"

    def facts(self) -> dict[str, Any]:
        """How many, and which word or name."""
        act: Any = self.subject
        return {"count": act.count, "word": act.word, "act": str(act.act)}

    def about(self) -> Iterable[Model | Reference]:
        """The records, if there are not too many."""
        act: Any = self.subject
        return act.references if act.count <= MOST_TOLD else ()

    def audience(self) -> Audience:
        """Labels are the network's own."""
        return Audience.NETWORK


class RecordsTagged(_BulkFact):
    """Records got a tag."""

    sentence = _l("%(actor)s added the tag “%(word)s”")


class RecordsUntagged(_BulkFact):
    """Records lost a tag."""

    sentence = _l("%(actor)s took the tag “%(word)s” away")


class RecordsHandedOver(_BulkFact):
    """Somebody is in charge of records."""

    sentence = _l("%(actor)s put %(word)s in charge")
    icon = "user-check"


class RecordsArchived(_BulkFact):
    """Records left the lists."""

    sentence = _l("%(actor)s moved this into the archive")
    icon = "archive"


class RecordsRestored(_BulkFact):
    """Records came back into the lists."""

    sentence = _l("%(actor)s brought this back from the archive")
    icon = "archive-off"


class BulkActUndone(_BulkFact):
    """An act was taken back."""

    sentence = _l("%(actor)s undid the last act on tags, charge or archive")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class FieldsFilled(Event):
    """What a record holds in the network's own fields changed."""

    sentence = _l("%(actor)s changed the further data")
    icon = "pencil"


@dataclass(frozen=True, kw_only=True)
class FieldDefined(Event):
    """The network has a field of its own, or changed or closed one."""

    sentence = _l("%(actor)s set the field %(name)s")
    icon = "forms"

    def facts(self) -> dict[str, Any]:
        """What the field is called."""
        return {"name": self.subject.names}  # type: ignore[attr-defined]
