"""Weekly hours, overlaps and travel: what stands against a promise of time (domain 3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import Any, Self

from crm.sharing.capacity.patterns import (
    BASE_WEEK,
    Almanac,
    Pattern,
    Session,
    minutes_by_week,
    sessions_of,
)

SHARE_CAP = BASE_WEEK * 20 // 100
"""Minutes a week that a home institution lends by default: a fifth of the base week."""
TRAVEL = timedelta(hours=4)
TRAVEL_BETWEEN_ISLANDS = timedelta(hours=24)
FRIDAY = 4
FRIDAY_PRAYER = (time(11, 30), time(13))
ISLANDS_OF_THEIR_OWN = frozenset({"19", "21", "51", "52", "53"})


class Concern(StrEnum):
    """What may stand against a promise, or deserves a second look."""

    NOTHING_LEFT = "nothing_left"
    OVERLAP = "overlap"
    OVER_BASE = "over_base"
    OVER_CAP = "over_cap"
    TENTATIVE_OVERLAP = "tentative_overlap"
    TRAVEL = "travel"
    FRIDAY_PRAYER = "friday_prayer"
    AWAY = "away"
    AWAY_DROPPED = "away_dropped"
    OVER_SAID = "over_said"


BLOCKING = frozenset({Concern.OVERLAP, Concern.OVER_BASE, Concern.NOTHING_LEFT})


@dataclass(frozen=True)
class Place:
    """Where someone has to be in person."""

    regency_code: str | None
    province_code: str | None

    @property
    def island(self) -> str:
        """The island group, by the province's code."""
        code = self.province_code or ""
        return code if code in ISLANDS_OF_THEIR_OWN else code[:1]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a network and a home set for the hours that are lent: minutes a week, and ways."""

    cap: int = SHARE_CAP
    travel: timedelta = TRAVEL
    between_islands: timedelta = TRAVEL_BETWEEN_ISLANDS

    def travel_time(self, here: Place, there: Place) -> timedelta:
        """The least time between two appearances in person."""
        if here.island != there.island:
            return self.between_islands
        return self.travel if here.regency_code != there.regency_code else timedelta(0)


AS_USUAL = Limits()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise of a person's time: firm, or still being talked about.

    A change that is talked about names what it would take the place of: only the difference counts.
    """

    label: str
    pattern: Pattern
    is_firm: bool
    home_id: int | None = None
    place: Place | None = None
    instead_of: Pattern | None = None


@dataclass(frozen=True)
class Finding:
    """One concern, with plain facts for the words."""

    concern: Concern
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Tell whether the promise can't be made with it."""
        return self.concern in BLOCKING


@dataclass(frozen=True)
class Week:
    """One ISO week of the person: minutes of this promise, of firm others, of tentative others."""

    monday: date
    minutes: int
    firm: int
    tentative: int

    @property
    def promised(self) -> int:
        """Minutes of this promise and of the firm others together."""
        return self.minutes + self.firm


@dataclass(frozen=True)
class Check:
    """What the arithmetic found: the plan, week by week, and every concern."""

    sessions: int
    planned_minutes: int
    dropped: tuple[date, ...]
    weeks: tuple[Week, ...]
    findings: tuple[Finding, ...]
    cap: int = SHARE_CAP

    @property
    def blocking(self) -> list[Finding]:
        """The concerns that forbid the promise."""
        return [finding for finding in self.findings if finding.blocks]

    def as_plain(self) -> dict[str, Any]:
        """The same, for a JSON column."""
        plain = asdict(self)
        plain["dropped"] = [day.isoformat() for day in self.dropped]
        for week in plain["weeks"]:
            week["monday"] = week["monday"].isoformat()
        return {key: list(v) if isinstance(v, tuple) else v for key, v in plain.items()}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Read it back."""
        weeks = ({**week, "monday": date.fromisoformat(week["monday"])} for week in plain["weeks"])
        return cls(
            sessions=plain["sessions"],
            planned_minutes=plain["planned_minutes"],
            dropped=tuple(date.fromisoformat(day) for day in plain["dropped"]),
            weeks=tuple(Week(**week) for week in weeks),
            findings=tuple(
                Finding(Concern(found["concern"]), found["facts"]) for found in plain["findings"]
            ),
            cap=plain["cap"],
        )


def check(
    promise: Promise,
    others: Sequence[Promise],
    almanac: Almanac,
    limits: Limits = AS_USUAL,
) -> Check:
    """Hold a new promise against everything else the person has promised."""
    sessions, dropped = sessions_of(promise.pattern, almanac)
    weeks = _weeks(promise, others, almanac)
    findings = [
        *_nothing_left(weeks),
        *_overlaps(sessions, others, almanac),
        *_over_base(weeks, almanac),
        *_over_cap(promise, others, almanac, limits.cap),
        *_travel(promise, others, almanac, limits),
        *_friday_prayer(promise.pattern, sessions),
    ]
    planned = sum(week.minutes for week in weeks)
    return Check(len(sessions), planned, tuple(dropped), tuple(weeks), tuple(findings), limits.cap)


def _weeks(promise: Promise, others: Iterable[Promise], almanac: Almanac) -> list[Week]:
    loads = [(other.is_firm, load_of(other, almanac)) for other in others]
    return [
        Week(
            monday,
            minutes,
            sum(load.get(monday, 0) for firm, load in loads if firm),
            sum(load.get(monday, 0) for firm, load in loads if not firm),
        )
        for monday, minutes in sorted(minutes_by_week(promise.pattern, almanac).items())
    ]


def load_of(promise: Promise, almanac: Almanac) -> Mapping[date, int]:
    """Minutes by the Monday of each week; of a change that is asked for the difference alone."""
    asked = minutes_by_week(promise.pattern, almanac)
    if promise.instead_of is None:
        return asked
    held = minutes_by_week(promise.instead_of, almanac)
    return {week: max(0, minutes - held.get(week, 0)) for week, minutes in asked.items()}


def _nothing_left(weeks: Iterable[Week]) -> list[Finding]:
    return [] if any(week.minutes for week in weeks) else [Finding(Concern.NOTHING_LEFT)]


def _over_base(weeks: Iterable[Week], almanac: Almanac) -> list[Finding]:
    over = [
        week for week in weeks if week.minutes and week.promised > almanac.base_of_week(week.monday)
    ]
    if not over:
        return []
    worst = max(over, key=lambda week: week.promised - almanac.base_of_week(week.monday))
    return [Finding(Concern.OVER_BASE, _load(over, worst, almanac.base_of_week(worst.monday)))]


def _over_cap(
    promise: Promise, others: Sequence[Promise], almanac: Almanac, cap: int
) -> list[Finding]:
    """The cap holds for what one home lends; whoever has no employer has no cap."""
    if promise.home_id is None:
        return []
    lent = [other for other in others if other.home_id == promise.home_id]
    over = [w for w in _weeks(promise, lent, almanac) if w.minutes and w.promised > cap]
    worst = max(over, key=lambda week: week.promised, default=None)
    return [Finding(Concern.OVER_CAP, _load(over, worst, cap))] if worst else []


def _load(over: Sequence[Week], worst: Week, limit: int) -> dict[str, Any]:
    return {
        "minutes": worst.promised,
        "limit": limit,
        "weeks": len(over),
        "first": over[0].monday.isoformat(),
    }


def _overlaps(
    sessions: Sequence[Session], others: Iterable[Promise], almanac: Almanac
) -> list[Finding]:
    found: list[Finding] = []
    for other in sorted(others, key=attrgetter("is_firm"), reverse=True):
        clash = _first_clash(sessions, sessions_of(other.pattern, almanac)[0])
        if clash and other.label not in {one.facts["with"] for one in found}:
            concern = Concern.OVERLAP if other.is_firm else Concern.TENTATIVE_OVERLAP
            found.append(Finding(concern, {"with": other.label, "at": clash.isoformat()}))
    return found


def _first_clash(ours: Sequence[Session], theirs: Sequence[Session]) -> datetime | None:
    """The first instant at which someone would have to be at two works at once."""
    busy_until, holder = None, 0
    for session, side in sorted([(s, 0) for s in ours] + [(s, 1) for s in theirs]):
        if busy_until is not None and session.starts_at < busy_until and side != holder:
            return session.starts_at
        if busy_until is None or session.ends_at > busy_until:
            busy_until, holder = session.ends_at, side
    return None


def _travel(
    promise: Promise, others: Iterable[Promise], almanac: Almanac, limits: Limits
) -> list[Finding]:
    """Say where two appearances in person lie too near for the way between them."""
    stays = [
        (session, stay.place, stay)
        for stay in (promise, *(other for other in others if other.is_firm))
        if stay.place is not None
        for session in sessions_of(stay.pattern, almanac)[0]
    ]
    stays.sort(key=lambda stay: stay[0])
    for (before, here, one), (after, there, other) in pairwise(stays):
        gap = after.starts_at - before.ends_at
        ours = promise in {one, other}
        if ours and timedelta(0) <= gap < limits.travel_time(here, there):
            label = other.label if one is promise else one.label
            return [Finding(Concern.TRAVEL, {"with": label, "at": after.starts_at.isoformat()})]
    return []


def _friday_prayer(pattern: Pattern, sessions: Iterable[Session]) -> list[Finding]:
    starts, ends = FRIDAY_PRAYER
    meets = any(
        slot.weekday == FRIDAY and slot.starts < ends and slot.ends > starts
        for slot in pattern.slots
    )
    on_fridays = any(session.day.weekday() == FRIDAY for session in sessions)
    return [Finding(Concern.FRIDAY_PRAYER)] if meets and on_fridays else []
