"""The whole board at once: which candidate for which need, the best pair first.

Greedy and the same each time: of all pairs the one with the most points is taken, ties go to the
older need and then to the older record; nobody is given more hours than are free. Nothing here
knows a database; `crm/sharing/board/pairs.py` finds the facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import count
from typing import NamedTuple

from crm.sharing.board.matching import Helper, Match, Wanted, fullest_week, is_ruled_out, weigh
from crm.sharing.board.ranking import Scales, order_of


class Sought(NamedTuple):
    """A need of the board with those who could fill it."""

    need_id: int
    wanted: Wanted
    helpers: Sequence[Helper]


class Pair(NamedTuple):
    """One line of the proposal: who for which need, and how much of the hours a week."""

    need_id: int
    match: Match
    minutes: int


def least(wanted: Wanted) -> int:
    """The fewest minutes a week for which a pair is worth proposing: half of what is needed."""
    return -(-wanted.weekly_minutes // 2)


def shortlist(wanted: Wanted, helpers: Iterable[Helper], most: int) -> list[Helper]:
    """The best who can give half of the hours or more, up to the so-manyeth person or offer.

    With as many as there are needs on the board nothing is lost: each line takes hours from one of
    them, so of that many at least one still stands where it stood, before all who are left out.
    """
    scales, enough = Scales(wanted), least(wanted)
    waiting = [
        (order_of(scales.score(helper), helper), number, helper)
        for number, helper in enumerate(helpers)
        if helper.free_minutes >= enough and not is_ruled_out(wanted, helper)
    ]
    heapify(waiting)
    found: list[Helper] = []
    owners: set[tuple[int, int]] = set()
    while waiting and len(owners) < most:
        *_order, helper = heappop(waiting)
        owners.add(_owner(helper))
        found.append(helper)
    return found


def _owner(helper: Helper) -> tuple[int, int]:
    """Whose hours they are at every home: a person's, or an offer's that names nobody."""
    return helper.person_id, 0 if helper.person_id else helper.offer_id or 0


def paired(board: Sequence[Sought]) -> list[Pair]:
    """The proposal: every need once at most, the best pair first."""
    turn, given = count(), Given()
    waiting = [_entry(one, helper, helper, turn) for one in board for helper in one.helpers]
    heapify(waiting)
    found: dict[int, Pair] = {}
    while waiting:
        *_order, sought, helper, as_weighed = heappop(waiting)
        left = given.left_of(helper, sought.wanted)
        if sought.need_id in found or left < least(sought.wanted):
            continue
        now = helper._replace(free_minutes=left)
        if left < as_weighed.free_minutes:
            heappush(waiting, _entry(sought, helper, now, turn))
            continue
        minutes = min(left, sought.wanted.weekly_minutes)
        found[sought.need_id] = Pair(sought.need_id, weigh(sought.wanted, now), minutes)
        given.add(helper, sought.wanted, minutes)
    return list(found.values())


Entry = tuple[float, int, int, int, int, int, Sought, Helper, Helper]


def _entry(sought: Sought, helper: Helper, now: Helper, turn: "count[int]") -> Entry:
    """A pair in the queue; the turn keeps two that are alike from being compared further."""
    points, person, home, offer = order_of(Scales(sought.wanted).score(now), now)
    return points, sought.need_id, person, home, offer, next(turn), sought, helper, now


@dataclass
class Given:
    """Hours that the proposal has given away, by person and by offer."""

    spans: dict[tuple[str, int], list[tuple[date, date, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def left_of(self, helper: Helper, wanted: Wanted) -> int:
        """What a candidate still has in the weeks of a need; rather too little than too much."""
        taken = [_at_once(self.spans.get(key, ()), wanted) for key in _keys(helper)]
        return helper.free_minutes - max(taken)

    def add(self, helper: Helper, wanted: Wanted, minutes: int) -> None:
        """Take hours from a candidate for the time of a need."""
        for key in _keys(helper):
            self.spans[key].append((wanted.first, wanted.last, minutes))


def _keys(helper: Helper) -> list[tuple[str, int]]:
    """Whose hours they are: the person's at every home, and the offer's."""
    keys = [("person", helper.person_id), ("offer", helper.offer_id or 0)]
    return [key for key in keys if key[1]]


def _at_once(spans: Iterable[tuple[date, date, int]], wanted: Wanted) -> int:
    meeting = [one for one in spans if one[0] <= wanted.last and one[1] >= wanted.first]
    return fullest_week(meeting)
