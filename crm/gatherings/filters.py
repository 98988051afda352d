"""The filters of the list of gatherings, as they stand in its address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import sqlalchemy as sa

from crm.gatherings.models import Gathering, GatheringKind, GatheringState
from crm.gatherings.queries import past, upcoming

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Filters:
    """Which gatherings a list shows."""

    is_past: bool = False
    kind: GatheringKind | None = None
    state: GatheringState | None = None

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Filters":
        """What the address asks for; a word that nobody of ours wrote asks for nothing."""
        return cls(
            is_past=args.get("when") == "past",
            kind=_member(GatheringKind, args.get("kind")),
            state=_member(GatheringState, args.get("state")),
        )

    def narrow(self, query: sa.Select[Gathering]) -> sa.Select[Gathering]:
        """The query with these filters."""
        query = past(query) if self.is_past else upcoming(query)
        if self.kind is not None:
            query = query.where(Gathering.kind == self.kind)
        return query if self.state is None else query.where(Gathering.state == self.state)

    def but(self, **given: object) -> dict[str, str]:
        """The words of an address with some of them different."""
        other = replace(self, **given)  # type: ignore[arg-type]
        words = {
            "when": "past" if other.is_past else "",
            "kind": other.kind or "",
            "state": other.state or "",
        }
        return {name: str(word) for name, word in words.items() if word}


def _member(kind: type[Word], word: str | None) -> Word | None:
    return kind(word) if word in set(kind) else None
