"""The partnership in one bar: how many institutions stand how with the network."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.core.addresses import path_of
from crm.institutions.models import MembershipState
from crm.institutions.words import standing_of

WIDTH, GAP = 760.0, 3.0
_S = MembershipState
ORDER: tuple[tuple[MembershipState, str], ...] = (
    (_S.PROSPECT, "lead"),
    (_S.APPLIED, "wait"),
    (_S.VERIFIED, "m2"),
    (_S.ACTIVE, "run"),
    (_S.HONORARY, "m2"),
    (_S.GRACE, "wait"),
    (_S.LAPSED, "stop"),
    (_S.SUSPENDED, "stop"),
)


@dataclass(frozen=True)
class Piece:
    """One state in the bar."""

    label: str
    count: int
    look: str
    x: float
    width: float
    url: str


@dataclass(frozen=True)
class Bar:
    """The whole bar; those that withdrew or were merged are not in it."""

    pieces: list[Piece]

    @property
    def total(self) -> int:
        """How many institutions it shows."""
        return sum(piece.count for piece in self.pieces)


def bar_of(counts: Sequence[tuple[MembershipState, int]]) -> Bar:
    """The bar for these counts, in the order of a membership's life."""
    counted = dict(counts)
    present = [(state, look, counted[state]) for state, look in ORDER if counted.get(state)]
    total = sum(count for _state, _look, count in present)
    room = WIDTH - GAP * max(0, len(present) - 1)
    pieces: list[Piece] = []
    x = 0.0
    for state, look, count in present:
        width = round(room * count / total, 1)
        url = path_of("institutions.index", state=state)
        pieces.append(Piece(standing_of(state).label, count, look, round(x, 1), width, url))
        x += width + GAP
    return Bar(pieces)
