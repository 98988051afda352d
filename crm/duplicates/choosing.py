"""Two rows ticked on a list: exactly two are compared, fewer or more are told so."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.core.addresses import path_of
from crm.core.lists import ListKind

LARGEST = 2**31
PAIR = 2


@dataclass(frozen=True)
class Ticked:
    """The rows that somebody ticked on a list, and what the list was narrowed to."""

    kind: ListKind
    ids: tuple[int, ...]
    asked: str

    @property
    def is_pair(self) -> bool:
        """Tell whether these are two that can be compared."""
        return len(self.ids) == PAIR

    @property
    def pair_url(self) -> str:
        """The comparison of the two; the one that was entered first stays unless they swap."""
        survivor, gone = sorted(self.ids)
        kind = self.kind.record_kind
        return path_of("merges.new", kind=kind, survivor_id=survivor, gone_id=gone)

    @property
    def list_url(self) -> str:
        """The list as it was."""
        return f"{self.kind.url}?{self.asked}" if self.asked else self.kind.url


def ticked(kind: ListKind, chosen: Sequence[str], asked: str) -> Ticked:
    """What was ticked; words that are no ids are passed over."""
    ids = [int(one) for one in chosen if one.isascii() and one.isdecimal() and int(one) < LARGEST]
    return Ticked(kind, tuple(dict.fromkeys(ids)), asked[:2000])
