"""Who fits a need: candidates weighed by what speaks for them, and what rules them out.

Deterministic and explained: each point has its reason, ties go to the older record. Nothing here
knows a database; `crm/sharing/board/fitting.py` finds the facts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Any, NamedTuple

from crm.sharing.capacity.limits import Place

EARTH_KM = 6371
NEAR_KM, FAR_KM = 50, 400
NO_FACTS: Mapping[str, Any] = MappingProxyType({})
SKILL, PLACE, TIME, LOAD, RECIPROCITY, STANCE = 40, 20, 20, 8, 7, 5
"""The most points for each: they add up to a hundred."""
MUCH_GIVEN = 200 * 60
"""Minutes of a year after which somebody has helped enough not to be asked first."""
MUCH_RECEIVED = 100 * 60
"""Minutes by which a home that received more than it gave is asked first."""


class Ground(StrEnum):
    """What speaks for a candidate, or stands against one."""

    SKILL = "skill"
    LEVEL = "level"
    REMOTE = "remote"
    SAME_REGENCY = "same_regency"
    SAME_PROVINCE = "same_province"
    SAME_ISLAND = "same_island"
    OTHER_ISLAND = "other_island"
    FREE = "free"
    LITTLE_FREE = "little_free"
    AWAY = "away"
    GIVEN = "given"
    RECIPROCITY = "reciprocity"
    STANCE = "stance"
    OFFERED = "offered"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: a skill, at least so well, so much a week, from one day to another."""

    level: int
    weekly_minutes: int
    first: date
    last: date
    is_remote: bool
    place: Place
    point: tuple[float, float] | None = None

    @cached_property
    def days(self) -> int:
        """How many days it lasts, first and last included."""
        return (self.last - self.first).days + 1


class Helper(NamedTuple):
    """What is known of somebody who has the skill, at one home, or of what a home offers.

    With an offer that names nobody yet, `person_id` is 0.

    `free_minutes` is what the home may still lend in the fullest week of the time, `days_away` how
    many of its days the person is absent, `given_minutes` what was worked this year, `balance` what
    the home gave less what it received, `approved` and `asked` how its parent bodies answered.
    """

    person_id: int
    name: str
    level: int
    home_id: int | None
    home: str
    place: Place
    point: tuple[float, float] | None = None
    free_minutes: int = 0
    days_away: int = 0
    given_minutes: int = 0
    balance: int = 0
    approved: int = 0
    asked: int = 0
    offer_id: int | None = None


class Reason(NamedTuple):
    """One ground, what it is worth, and the facts for its words."""

    ground: Ground
    points: float = 0.0
    facts: Mapping[str, Any] = NO_FACTS


class Match(NamedTuple):
    """A candidate with every reason; `blocks` are those for which nobody is proposed.

    `score` says how well it fits, 0 to 100.
    """

    helper: Helper
    reasons: tuple[Reason, ...]
    blocks: tuple[Reason, ...]
    score: float


def weigh(wanted: Wanted, helper: Helper) -> Match:
    """What speaks for one candidate and what stands against."""
    reasons = [
        skill_of(wanted, helper),
        place_of(wanted, helper),
        _time(wanted, helper),
        _load(helper),
    ]
    if helper.balance < 0:
        reasons.append(reciprocity_of(helper))
    if helper.asked:
        reasons.append(stance_of(helper))
    if helper.offer_id is not None:
        reasons.append(Reason(Ground.OFFERED))
    score = sum([reason.points for reason in reasons])
    return Match(helper, tuple(reasons), tuple(_blocks(wanted, helper)), score)


def skill_of(wanted: Wanted, helper: Helper) -> Reason:
    """The level asked for is worth most; each one above or below it a little less or nothing."""
    gap = helper.level - wanted.level
    points = SKILL if gap == 0 else SKILL - 4 * gap if gap > 0 else SKILL / 2
    return Reason(Ground.SKILL, max(points, 0), {"level": helper.level})


def place_of(wanted: Wanted, helper: Helper) -> Reason:
    if wanted.is_remote:
        return Reason(Ground.REMOTE, PLACE)
    here, there, distance = wanted.place, helper.place, distance_km(wanted.point, helper.point)
    facts = NO_FACTS if distance is None else {"km": round(distance)}
    if here.regency_code is not None and here.regency_code == there.regency_code:
        return Reason(Ground.SAME_REGENCY, PLACE, facts)
    if here.province_code is not None and here.province_code == there.province_code:
        return Reason(Ground.SAME_PROVINCE, _nearness(distance, PLACE * 0.7), facts)
    if here.island and here.island == there.island:
        return Reason(Ground.SAME_ISLAND, _nearness(distance, PLACE * 0.4), facts)
    return Reason(Ground.OTHER_ISLAND, 0, facts)


def _nearness(distance: float | None, usual: float) -> float:
    """Where the way is known it counts: all points up to 50 km, none from 400."""
    if distance is None:
        return usual
    share = (FAR_KM - distance) / (FAR_KM - NEAR_KM)
    return PLACE * min(max(share, 0.0), 1.0)


def _time(wanted: Wanted, helper: Helper) -> Reason:
    """The share of the hours that the home may still lend, less the share of days away."""
    facts = {"minutes": max(helper.free_minutes, 0), "days": helper.days_away}
    return Reason(Ground.FREE, time_points(wanted, helper), facts)


def time_points(wanted: Wanted, helper: Helper) -> float:
    share = min(helper.free_minutes / wanted.weekly_minutes, 1.0)
    present = 1 - min(helper.days_away / wanted.days, 1.0)
    return TIME * max(share, 0.0) * present


def _load(helper: Helper) -> Reason:
    return Reason(Ground.GIVEN, load_points(helper), {"minutes": helper.given_minutes})


def load_points(helper: Helper) -> float:
    return LOAD * (1 - min(helper.given_minutes / MUCH_GIVEN, 1.0))


def reciprocity_of(helper: Helper) -> Reason:
    """A home that received more than it gave is glad to give; it informs, it is no debt."""
    share = min(-helper.balance / MUCH_RECEIVED, 1.0)
    return Reason(Ground.RECIPROCITY, RECIPROCITY * share, {"minutes": -helper.balance})


def stance_of(helper: Helper) -> Reason:
    facts = {"approved": helper.approved, "asked": helper.asked}
    return Reason(Ground.STANCE, STANCE * helper.approved / helper.asked, facts)


def is_ruled_out(wanted: Wanted, helper: Helper) -> bool:
    """Tell whether anything stands against a candidate."""
    return (
        helper.level < wanted.level - 1
        or helper.free_minutes <= 0
        or helper.days_away >= wanted.days
    )


def _blocks(wanted: Wanted, helper: Helper) -> Iterable[Reason]:
    if helper.level < wanted.level - 1:
        yield Reason(Ground.LEVEL, facts={"level": helper.level})
    if helper.free_minutes <= 0:
        yield Reason(Ground.LITTLE_FREE)
    if helper.days_away >= wanted.days:
        yield Reason(Ground.AWAY, facts={"days": helper.days_away})


def distance_km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """Kilometres over the surface between two points in degrees; None where one is unknown."""
    if one is None or other is None:
        return None
    (north, east), (south, west) = one, other
    up, across = radians(south - north), radians(west - east)
    half = sin(up / 2) ** 2 + cos(radians(north)) * cos(radians(south)) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def fullest_week(spans: Sequence[tuple[date, date, int]]) -> int:
    """The most weekly minutes that run at the same time among some promises."""
    turns = [(first, minutes) for first, _last, minutes in spans]
    ends = [(last, minutes) for _first, last, minutes in spans]
    most = 0
    for day, _minutes in turns:
        begun = sum(minutes for first, minutes in turns if first <= day)
        over = sum(minutes for last, minutes in ends if last < day)
        most = max(most, begun - over)
    return most
