"""The best of many candidates, found without writing a reason for those who are not shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from crm.sharing.board.matching import (
    LOAD,
    Helper,
    Match,
    Wanted,
    is_ruled_out,
    load_points,
    place_of,
    reciprocity_of,
    skill_of,
    stance_of,
    time_points,
    weigh,
)


class Ranking(NamedTuple):
    """The best of those who fit, the best of those who are ruled out, and how many were weighed."""

    fitting: list[Match]
    ruled_out: list[Match]
    weighed: int


NOBODY = Ranking([], [], 0)

Order = tuple[float, int, int, int]
"""By what candidates stand in line: points downwards, then the older record."""


Group = Sequence[Helper]
"""Candidates who get the same points for every need, the older record first."""


def grouped(helpers: Iterable[Helper]) -> list[Group]:
    """Those together who are alike in everything that points are given for."""
    groups: dict[tuple[Any, ...], list[Helper]] = defaultdict(list)
    for one in helpers:
        near, busy = (one.level, one.place, one.point), (one.free_minutes, one.days_away)
        groups[*near, *busy, one.given_minutes, one.balance, one.approved, one.asked].append(one)
    return [sorted(group, key=record_of) for group in groups.values()]


def ranked(wanted: Wanted, helpers: Iterable[Helper], most: int) -> Ranking:
    """So many of each, the best first; reasons are written out for these only."""
    scales, weighed = Scales(wanted), 0
    fitting, ruled_out = Best(most), Best(most)
    for helper in helpers:
        weighed += 1
        among = ruled_out if is_ruled_out(wanted, helper) else fitting
        among.add(order_of(scales.score(helper), helper), helper)
    return Ranking(
        [weigh(wanted, helper) for helper in fitting.in_order()],
        [weigh(wanted, helper) for helper in ruled_out.in_order()],
        weighed,
    )


class Best:
    """The first so many of a stream: no more than a few times as many are ever held."""

    def __init__(self, most: int) -> None:
        """Begin with nobody."""
        self.most = most
        self._held: list[tuple[Order, Helper]] = []
        self._last: Order | None = None

    def add(self, order: Order, helper: Helper) -> None:
        """Hold a candidate unless enough stand before it."""
        if self._last is None or order < self._last:
            self._held.append((order, helper))
            if len(self._held) >= 4 * self.most:
                self._cut()

    def in_order(self) -> list[Helper]:
        """The best first; of two that stand alike, who came first."""
        self._cut()
        return [helper for _order, helper in self._held]

    def _cut(self) -> None:
        self._held.sort(key=itemgetter(0))
        del self._held[self.most :]
        self._last = self._held[-1][0] if len(self._held) == self.most else None


def order_of(score: float, helper: Helper) -> Order:
    """Where a candidate with so many points stands in line."""
    return -round(score, 6), *record_of(helper)


def record_of(helper: Helper) -> tuple[int, int, int]:
    """What tells candidates with the same points apart: the older record comes first."""
    return helper.person_id, helper.home_id or 0, helper.offer_id or 0


class Scales:
    """Points of many candidates for one need: what repeats among them is reckoned once."""

    def __init__(self, wanted: Wanted) -> None:
        """Begin with nothing reckoned."""
        self.wanted = wanted
        self._reckoned: dict[tuple[Any, ...], float] = {}

    def score(self, helper: Helper) -> float:
        """The same points that `weigh` gives, without the words for them."""
        there = helper.place
        alike = (
            there.regency_code,
            there.province_code,
            helper.point,
            helper.level,
            helper.free_minutes,
            helper.days_away,
        )
        points = self._reckoned.get(alike)
        if points is None:
            points = self._reckoned[alike] = self._shared(helper)
        points += load_points(helper) if helper.given_minutes else LOAD
        if helper.balance < 0:
            points += reciprocity_of(helper).points
        return points + stance_of(helper).points if helper.asked else points

    def _shared(self, helper: Helper) -> float:
        """The points that everybody as able, as near and as free gets."""
        points = skill_of(self.wanted, helper).points + place_of(self.wanted, helper).points
        return points + time_points(self.wanted, helper)
