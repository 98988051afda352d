"""Facts about records that were there twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.core.db import Model
from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class _Two(Event):
    """A fact about two records of one kind; shown on the timelines of both while both are there."""

    name: str
    other: str
    also: Sequence[Model] = field(default=())

    def facts(self) -> dict[str, Any]:
        """Both names."""
        return {"name": self.name, "other": self.other}

    def about(self) -> Iterable[Model]:
        """The subject, and the other record where there is one."""
        return (self.subject, *self.also)


@dataclass(frozen=True, kw_only=True)
class ToldApart(_Two):
    """Somebody said that two records that look alike are not the same."""

    sentence = _l("%(actor)s said that %(name)s and %(other)s are not the same")
    icon = "unlink"


@dataclass(frozen=True, kw_only=True)
class DoubtedAgain(_Two):
    """Somebody took back that two records are not the same."""

    sentence = _l("%(actor)s took back that %(name)s and %(other)s are not the same")
    icon = "git-compare"


@dataclass(frozen=True, kw_only=True)
class RecordsMerged(_Two):
    """Two records became one; `gone_id` is the one whose address leads on to the subject now."""

    sentence = _l("%(actor)s merged %(other)s into %(name)s")
    icon = "git-merge"

    gone_id: int


@dataclass(frozen=True, kw_only=True)
class MergeUndone(_Two):
    """A merge was taken back: both records stand as they stood before."""

    sentence = _l("%(actor)s undid the merge of %(other)s into %(name)s")
    icon = "arrow-back-up"

    gone_id: int


@dataclass(frozen=True, kw_only=True)
class RulesWeighed(Event):
    """The weights by which duplicates are found, or the threshold, were changed."""

    sentence = _l("%(actor)s changed how duplicates are found")
    icon = "adjustments"
