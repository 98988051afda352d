"""The weeks of a person or a home: what is agreed and asked for, under the cap (domain 7, P10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from crm.almanac.models import CalendarDay
from crm.core.db import db
from crm.institutions.models import Institution
from crm.sharing.capacity.availability import (
    almanac_from,
    days_marked,
    lent_by,
    limits_of,
    promises_from,
    times_of_each,
    working_at,
)
from crm.sharing.capacity.limits import Promise, load_of
from crm.sharing.capacity.patterns import WEEK, Almanac, monday_of
from crm.sharing.capacity.times import Times
from crm.sharing.models import Assignment, AssignmentVersion

WEEKS = 26
NO_TIMES = Times()


@dataclass(frozen=True)
class LoadWeek:
    """One ISO week: minutes agreed, minutes asked for, a full week, and the days off in it."""

    monday: date
    firm: int
    tentative: int
    base: int
    off: tuple[CalendarDay, ...]
    days_away: int


@dataclass(frozen=True)
class Loaded:
    """One version that counts, as a promise, with its minutes by week."""

    assignment: Assignment
    version: AssignmentVersion
    promise: Promise
    minutes: dict[date, int]

    @property
    def person_id(self) -> int:
        """Who does the work."""
        return self.version.person_id or self.assignment.person_id

    @property
    def person_name(self) -> str:
        """Who does the work, by name."""
        return (self.version.person or self.assignment.person).full_name


@dataclass(frozen=True)
class CapacityCalendar:
    """Half a year of weeks from a day on, and the promises behind them.

    `caps` has the minutes a week that are lent of each who promised hours: caps and full weeks are
    theirs together. `usual` is lent of somebody who promised none.
    """

    first: date
    loads: list[Loaded]
    days: list[CalendarDay]
    times: dict[int, Times]
    province: str | None
    usual: int

    @cached_property
    def caps(self) -> dict[int, int]:
        """What is lent of each: the least that an agreement, a home or the network sets."""
        found: dict[int, int] = {}
        for one in self.loads:
            cap = limits_of(one.assignment).cap
            found[one.person_id] = min(cap, found.get(one.person_id, cap))
        return found

    @property
    def people(self) -> int:
        """Whose hours they are: at least one person."""
        return max(1, len(self.caps))

    @property
    def cap(self) -> int:
        """The minutes a week that are lent of all of them together."""
        return sum(self.caps.values()) or self.usual

    @cached_property
    def weeks(self) -> list[LoadWeek]:
        """The weeks in order."""
        return [self._week(self.first + number * WEEK) for number in range(WEEKS)]

    @property
    def over(self) -> list[LoadWeek]:
        """The weeks in which more is agreed than the cap."""
        return [week for week in self.weeks if week.firm > self.cap]

    def _week(self, monday: date) -> LoadWeek:
        sums = {True: 0, False: 0}
        for one in self.loads:
            sums[one.promise.is_firm] += one.minutes.get(monday, 0)
        sunday = monday + timedelta(days=6)
        off = tuple(
            row for row in self._here if monday <= row.day <= sunday and row.day in self._plain.free
        )
        away = sum(monday <= day <= sunday for one in self.times.values() for day in one.away)
        base = self._plain.base_of_week(monday) * self.people
        return LoadWeek(monday, sums[True], sums[False], base, off, away)

    @cached_property
    def _here(self) -> list[CalendarDay]:
        return days_in(self.days, self.province)

    @cached_property
    def _plain(self) -> Almanac:
        return almanac_from(self._here, self.first, self.first + WEEKS * WEEK)


def days_in(rows: Iterable[CalendarDay], province: str | None) -> list[CalendarDay]:
    """The special days that hold in a province."""
    return [row for row in rows if row.province_code in {None, province}]


def calendar_of(
    promised: Any, first: date, *, home: Institution | None, person_id: int | None = None
) -> CapacityCalendar:
    """The calendar of some promises, from the week of a day on; of one person alone if named.

    Three statements, and one for what the home lends. The days off shown are those at the home.
    """
    begins = monday_of(first)
    ends = last_day_from(first)
    rows = [tuple(row) for row in db.session.execute(promised)]
    days = list(db.session.scalars(days_marked(begins, ends)))
    people = {version.person_id or one.person_id for one, version in rows}
    times = times_of_each(sorted(people | ({person_id} if person_id else set())), begins, ends)
    loads = _loaded(rows, days, times, begins)
    province = home.province_code if home else None
    return CapacityCalendar(begins, loads, days, times, province, lent_by(home))


def last_day_from(first: date) -> date:
    """The last day of the calendar that begins with the week of a day."""
    return monday_of(first) + WEEKS * WEEK - timedelta(days=1)


def _loaded(
    rows: Sequence[Any], days: list[CalendarDay], times: dict[int, Times], begins: date
) -> list[Loaded]:
    """Each version with its minutes, by the days off of its place and the days of its person."""
    ends = last_day_from(begins)
    plain: dict[str | None, Almanac] = {}
    found = []
    for (one, version), promise in zip(rows, promises_from(rows), strict=True):
        place = working_at(one, version)
        if place not in plain:
            plain[place] = almanac_from(days_in(days, place), begins, ends)
        person = times.get(version.person_id or one.person_id, NO_TIMES)
        shown = _within(promise, begins, ends)
        minutes = dict(load_of(shown, person.put_into(plain[place])))
        found.append(Loaded(one, version, promise, minutes))
    return found


def _within(promise: Promise, begins: date, ends: date) -> Promise:
    """The same promise, as far as it falls on the days shown."""
    pattern = promise.pattern
    kept = replace(pattern, first=max(pattern.first, begins), last=min(pattern.last, ends))
    return replace(promise, pattern=kept)
