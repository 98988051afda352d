"""What may become of a row, and the report of a whole file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.bulk.findings import Conflicting, Rejected, Warned


class Outcome(StrEnum):
    """What becomes of one row."""

    ACCEPTED = "accepted"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass
class Brought:
    """The records that a file made and changed."""

    record_kind: str
    created: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)


@dataclass(kw_only=True)
class Report:
    """What came of a file, or would come of it; the shape that `--json` prints."""

    kind: str
    file: str
    encoding: str | None = None
    separator: str | None = None
    header_line: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    accepted: int = 0
    updated: int = 0
    duplicates: int = 0
    conflicts: Sequence[Conflicting] = ()
    rejected: Sequence[Rejected] = ()
    warnings: Sequence[Warned] = ()
    written: bool = False
    elapsed_s: float = 0.0
    id: int | None = None

    @property
    def rows(self) -> int:
        """Every row of the file has exactly one outcome."""
        recognised = self.updated + self.duplicates
        return self.accepted + recognised + len(self.conflicts) + len(self.rejected)

    @property
    def is_whole(self) -> bool:
        """Tell whether every row can be taken."""
        return not self.rejected

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the order of the contract."""
        return {
            "kind": self.kind,
            "file": self.file,
            "encoding": self.encoding,
            "separator": self.separator,
            "header_line": self.header_line,
            "mapping": dict(self.mapping),
            "rows": self.rows,
            "accepted": self.accepted,
            "updated": self.updated,
            "duplicates": self.duplicates,
            "conflicts": [
                {"line": one.line, "reason": one.reason, "value": one.value}
                for one in self.conflicts
            ],
            "rejected": [
                {
                    "line": one.line,
                    "column": one.column,
                    "reason": one.reason,
                    "value": one.value,
                }
                for one in self.rejected
            ],
            "warnings": [{"line": one.line, "message": one.message} for one in self.warnings],
            "written": self.written,
            "elapsed_s": round(self.elapsed_s, 3),
            "id": self.id,
        }


def runs(ids: Iterable[int]) -> list[list[int]]:
    """Ids as spans, both ends included: new records mostly follow each other."""
    found: list[list[int]] = []
    for id_ in sorted(ids):
        if found and found[-1][1] == id_ - 1:
            found[-1][1] = id_
        else:
            found.append([id_, id_])
    return found
