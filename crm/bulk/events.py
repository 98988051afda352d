"""Facts about files that were brought in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class ImportApplied(Event):
    """The rows of a file were written, all in one go; which records are new, and which changed."""

    sentence = _l("%(actor)s imported %(file)s: %(accepted)s new, %(updated)s updated")
    icon = "database-import"

    file: str
    accepted: int
    updated: int
    record_kind: str
    created: Sequence[int]
    changed: Sequence[int]

    def facts(self) -> dict[str, Any]:
        """The file and its counts."""
        return {"file": self.file, "accepted": self.accepted, "updated": self.updated}


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """What a file brought was taken back; `gone` are spans of ids, `changed` is as before."""

    sentence = _l(
        "%(actor)s took the import of %(file)s back: %(accepted)s new, %(updated)s updated"
    )
    icon = "arrow-back-up"

    file: str
    accepted: int
    updated: int
    record_kind: str
    gone: Sequence[Sequence[int]]
    changed: Sequence[int]

    @property
    def gone_ids(self) -> Iterator[int]:
        """The records that are no longer there."""
        return (id_ for first, last in self.gone for id_ in range(first, last + 1))

    def facts(self) -> dict[str, Any]:
        """The file and its counts."""
        return {"file": self.file, "accepted": self.accepted, "updated": self.updated}


@dataclass(frozen=True, kw_only=True)
class ConflictDecided(Event):
    """Somebody said whether what is stored stands, or what the file says, or that it is new."""

    sentence = _l("%(actor)s decided the conflict in line %(line)s of %(file)s")
    icon = "git-compare"

    file: str
    line: int
    record_kind: str = ""
    created: Sequence[int] = ()
    changed: Sequence[int] = ()

    def facts(self) -> dict[str, Any]:
        """The file and the line."""
        return {"file": self.file, "line": self.line}


class _BroughtIn(Event):
    """A line on the timelines of many records, entered set-wise; the trail has the import."""

    icon = "database-import"


class RecordImported(_BroughtIn):
    """A record is new, and came from a file."""

    sentence = _l("%(actor)s imported this from %(file)s")


class RecordFilled(_BroughtIn):
    """A file said more about a record than was known."""

    sentence = _l("%(actor)s added to this from %(file)s")
