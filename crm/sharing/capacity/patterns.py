"""When a promise asks for a person: slots of a week, expanded over dates (domain 3.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from zoneinfo import ZoneInfo

WORKDAY = 450
"""Minutes of one working day: a fifth of the base week of 37.5 hours (Perpres 21/2023)."""
RAMADAN_WORKDAY = 390
"""The same in Ramadan: a fifth of 32.5 hours."""
BASE_WEEK = 5 * WORKDAY
WEEK = timedelta(days=7)
KEPT = 256


@dataclass(frozen=True, order=True)
class Slot:
    """A span of hours on one weekday (Monday is 0) of every week."""

    weekday: int
    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        """How long it is; the end lies on the same day."""
        return _minutes(self.ends) - _minutes(self.starts)


@dataclass(frozen=True)
class Almanac:
    """The days that matter here: days off, the days of Ramadan, and those of a person away."""

    free: frozenset[date] = frozenset()
    ramadan: frozenset[date] = frozenset()
    away: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on this day, and the person is there."""
        return day.weekday() < 5 and day not in self.free and day not in self.away  # noqa: PLR2004

    def drops(self, day: date, *, keeps_free_days: bool) -> bool:
        """Tell whether a day drops out of a plan: nobody is there, or it is free and not kept."""
        return day in self.away or (day in self.free and not keeps_free_days)

    def base_of_week(self, monday: date) -> int:
        """The minutes of a full week, five working days, shorter in Ramadan."""
        days = (monday + timedelta(days=n) for n in range(5))
        return sum(RAMADAN_WORKDAY if day in self.ramadan else WORKDAY for day in days)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """What one promise asks of a person's time. Both dates are inclusive.

    Without slots the weekly minutes may fall anywhere in the week. What scales in Ramadan asks
    for less on its days, as the base week does; what does not stays as it is.
    """

    first: date
    last: date
    zone: str
    weekly_minutes: int
    slots: tuple[Slot, ...] = ()
    keeps_free_days: bool = False
    scales_in_ramadan: bool = False

    def minutes_on(self, day: date, minutes: int, almanac: "Almanac") -> int:
        """What is left on a day of the minutes of a usual one."""
        if self.scales_in_ramadan and day in almanac.ramadan:
            return minutes * RAMADAN_WORKDAY // WORKDAY
        return minutes


@dataclass(frozen=True, order=True)
class Session:
    """One appearance at work."""

    starts_at: datetime
    ends_at: datetime
    day: date

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@lru_cache(maxsize=KEPT)
def sessions_of(pattern: Pattern, almanac: Almanac) -> tuple[tuple[Session, ...], tuple[date, ...]]:
    """The appearances that a pattern asks for, and the days that drop out of it.

    Each concern of a check asks for them again, so the last ones are kept.
    """
    zone = ZoneInfo(pattern.zone)
    kept: list[Session] = []
    dropped: set[date] = set()
    for day, slot in _days_of(pattern):
        if almanac.drops(day, keeps_free_days=pattern.keeps_free_days):
            dropped.add(day)
            continue
        starts_at = datetime.combine(day, slot.starts, zone)
        lasts = timedelta(minutes=pattern.minutes_on(day, slot.minutes, almanac))
        kept.append(Session(starts_at, starts_at + lasts, day))
    return tuple(kept), tuple(sorted(dropped))


def _days_of(pattern: Pattern) -> list[tuple[date, Slot]]:
    """Every day of each slot, by day and in the order of the slots."""
    found = []
    for slot in pattern.slots:
        day = pattern.first + timedelta(days=(slot.weekday - pattern.first.weekday()) % 7)
        while day <= pattern.last:
            found.append((day, slot))
            day += WEEK
    return sorted(found, key=itemgetter(0))


@lru_cache(maxsize=KEPT)
def minutes_by_week(pattern: Pattern, almanac: Almanac) -> Mapping[date, int]:
    """Minutes by the Monday of each ISO week that the pattern touches."""
    weeks = dict.fromkeys(_mondays(pattern), 0)
    if pattern.slots:
        for session in sessions_of(pattern, almanac)[0]:
            weeks[monday_of(session.day)] += session.minutes
        return MappingProxyType(weeks)
    for day in days_between(pattern.first, pattern.last):
        if almanac.is_workday(day):
            weeks[monday_of(day)] += pattern.minutes_on(day, WORKDAY, almanac)
    return MappingProxyType(
        {monday: pattern.weekly_minutes * share // BASE_WEEK for monday, share in weeks.items()}
    )


def _mondays(pattern: Pattern) -> Iterator[date]:
    first, last = monday_of(pattern.first), monday_of(pattern.last)
    return (first + number * WEEK for number in range((last - first).days // 7 + 1))


def monday_of(day: date) -> date:
    """The first day of the ISO week that a day falls in."""
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day of a span, both ends included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def date_of_weekday(weekday: int) -> date:
    """Some date that falls on a weekday, for its name; Monday is 0."""
    return date(2024, 1, 1) + timedelta(days=weekday)
