"""What a person said of the own time, held against a promise: days away and free hours (3.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from crm.sharing.capacity.limits import Check, Concern, Finding, Promise, Week
from crm.sharing.capacity.patterns import Almanac, days_between, sessions_of

Said = tuple[date | None, date | None, int]
"""Free minutes a week between two days, both inclusive; an open end is None."""


@dataclass(frozen=True)
class Times:
    """Days on which somebody is away, and the free minutes a week that the person stated.

    `drops` tells whether days away drop out of a plan, as the network set it; else the parties are
    told of them.
    """

    away: frozenset[date] = frozenset()
    said: tuple[Said, ...] = ()
    drops: bool = True

    def put_into(self, almanac: Almanac) -> Almanac:
        """The calendar of the person: with the days away in it where they drop out."""
        return replace(almanac, away=self.away) if self.drops else almanac

    def free_in(self, first: date, last: date) -> int | None:
        """The most free minutes a week named for any of these days; None where nothing is said."""
        named = [
            minutes
            for begins, ends, minutes in self.said
            if (begins is None or begins <= last) and (ends is None or ends >= first)
        ]
        return max(named, default=None)


def told_of_times(found: Check, promise: Promise, almanac: Almanac, times: Times) -> Check:
    """The same check with what the person's own times say about it. Nothing of it forbids."""
    more = (*_away(promise, almanac, times), *_over_said(found.weeks, promise, times))
    return replace(found, findings=(*found.findings, *more))


def _away(promise: Promise, almanac: Almanac, times: Times) -> list[Finding]:
    there = _days_at_work(promise, replace(almanac, away=frozenset()))
    away = [day for day in there if day in times.away]
    if not away:
        return []
    concern = Concern.AWAY_DROPPED if times.drops else Concern.AWAY
    return [Finding(concern, {"days": len(away), "on": away[0].isoformat()})]


def _days_at_work(promise: Promise, almanac: Almanac) -> list[date]:
    pattern = promise.pattern
    if pattern.slots:
        return sorted({session.day for session in sessions_of(pattern, almanac)[0]})
    return [day for day in days_between(pattern.first, pattern.last) if almanac.is_workday(day)]


def _over_said(weeks: Iterable[Week], promise: Promise, times: Times) -> list[Finding]:
    over = [
        (week, said)
        for week in weeks
        if week.minutes
        and (said := times.free_in(*_span(week.monday, promise))) is not None
        and week.promised > said
    ]
    if not over:
        return []
    worst, said = max(over, key=lambda one: one[0].promised - one[1])
    facts: dict[str, Any] = {"minutes": worst.promised, "limit": said, "weeks": len(over)}
    return [Finding(Concern.OVER_SAID, facts | {"first": over[0][0].monday.isoformat()})]


def _span(monday: date, promise: Promise) -> tuple[date, date]:
    """The days of a week on which a promise holds."""
    sunday = monday + timedelta(days=6)
    return max(monday, promise.pattern.first), min(sunday, promise.pattern.last)
