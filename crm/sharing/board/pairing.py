"""The whole board at once: which candidate for which need, the best pair first.

Greedy and the same each time: of all pairs the one with the most points is taken, ties go to the
older need and then to the older record; nobody is given more hours than are free. Nothing here
knows a database; `crm/sharing/board/pairs.py` finds the facts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush, heapreplace
from itertools import count
from typing import NamedTuple

from crm.sharing.board.matching import Helper, Match, Wanted, fullest_week, is_ruled_out, weigh
from crm.sharing.board.ranking import Group, Order, Scales, order_of, record_of


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


Standing = tuple[Order, int, Helper, Iterator[Helper]]
"""Who of a group is next in line; the turn keeps two that are alike from being compared further."""


def least(wanted: Wanted) -> int:
    """The fewest minutes a week for which a pair is worth proposing: half of what is needed."""
    return -(-wanted.weekly_minutes // 2)


def shortlist(
    wanted: Wanted,
    groups: Iterable[Group],
    most: int,
    *,
    leaves_out: Callable[[Helper], bool] = lambda _helper: False,
) -> list[Helper]:
    """The best who can give half of the hours or more, up to the so-manyeth person or offer.

    With as many as there are needs on the board nothing is lost: each line takes hours from one of
    them, so of that many at least one still stands where it stood, before all who are left out.
    Of a group one is weighed, and the next stands in line when the one before is taken.
    """
    waiting = list(_best_of_each(wanted, groups))
    heapify(waiting)
    found: list[Helper] = []
    owners: set[tuple[int, int]] = set()
    while waiting and len(owners) < most:
        (points, *_record), turn, helper, others = waiting[0]
        following = next(others, None)
        if following is None:
            heappop(waiting)
        else:
            heapreplace(waiting, ((points, *record_of(following)), turn, following, others))
        if not leaves_out(helper):
            owners.add(_owner(helper))
            found.append(helper)
    return found


def _best_of_each(wanted: Wanted, groups: Iterable[Group]) -> Iterator[Standing]:
    """The first of each group that can give enough, and those who come after."""
    scales, enough = Scales(wanted), least(wanted)
    for turn, group in enumerate(groups):
        others = iter(group)
        first = next(others)
        if first.free_minutes >= enough and not is_ruled_out(wanted, first):
            yield order_of(scales.score(first), first), turn, first, others


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
