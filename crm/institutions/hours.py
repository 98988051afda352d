"""When an institution is open: a week of spans, exceptions to it, and holidays; in local time.

Stored as plain values of the institution: nobody asks for hours across institutions, and a week
is read and corrected as a whole.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from crm.core.templating import plain_date, weekday_name
from crm.core.words import gettext as _

WEEK = range(7)
MONDAY = date(2024, 1, 1)
MOST = 3
"""Spans of one day: before noon, after noon, in the evening."""
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:[-–—]|s\.?d\.?|to)\s*(\d{1,2})[.:](\d{2})")


class Unreadable(ValueError):
    """Hours that nobody can read."""


class Span(NamedTuple):
    """From when to when on one day."""

    opens: time
    closes: time

    def __str__(self) -> str:
        """As people write it: 08.00–16.00."""
        return f"{self.opens:%H.%M}–{self.closes:%H.%M}"


class Day(NamedTuple):
    """Days of the week that keep the same hours."""

    name: str
    hours: str


def read_spans(text: str) -> list[Span]:
    """Read "08.00–12.00, 13.00–16.00"; nothing at all means closed."""
    parts = [part.strip() for part in re.split(r"[,;]|\bdan\b|\band\b", text) if part.strip()]
    spans = sorted(_span(part) for part in parts)
    for first, second in pairwise(spans):
        if second.opens < first.closes:
            raise Unreadable(text)
    if len(spans) > MOST:
        raise Unreadable(text)
    return spans


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise Unreadable(part)
    first, second, third, fourth = map(int, found.groups())
    try:
        span = Span(time(first, second), time(third, fourth))
    except ValueError as error:
        raise Unreadable(part) from error
    if span.closes <= span.opens:
        raise Unreadable(part)
    return span


def said(spans: Iterable[Span]) -> str:
    """Spans as people write them."""
    return ", ".join(map(str, spans))


def day_name(weekday: int) -> str:
    """What a weekday is called, Monday being 0."""
    return weekday_name(MONDAY + timedelta(days=weekday))


def spans_on(week: Sequence[Mapping[str, Any]], weekday: int) -> list[Span]:
    """The usual hours of a weekday, Monday being 0."""
    return sorted(_stored(row) for row in week if row["day"] == weekday)


def stored_week(days: Mapping[int, Sequence[Span]]) -> list[dict[str, Any]]:
    """A week as an institution keeps it."""
    return [{"day": day, **plain(span)} for day, spans in sorted(days.items()) for span in spans]


def plain(span: Span) -> dict[str, str]:
    """A span as plain values."""
    return {"opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}


def _stored(row: Mapping[str, Any]) -> Span:
    return Span(time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))


def open_spans(
    week: Sequence[Mapping[str, Any]],
    exceptions: Sequence[Mapping[str, Any]],
    on: date,
    *,
    is_closed_holiday: bool = False,
) -> list[Span]:
    """The hours of one civil date: an exception wins over a holiday, a holiday over the week."""
    exception = exception_on(exceptions, on)
    if exception is not None:
        return sorted(_stored(row) for row in exception["spans"])
    return [] if is_closed_holiday else spans_on(week, on.weekday())


def exception_on(exceptions: Sequence[Mapping[str, Any]], on: date) -> Mapping[str, Any] | None:
    """The exception that holds on a day, if there is one."""
    held = (one for one in exceptions if one["first"] <= on.isoformat() <= one["last"])
    return next(held, None)


def told_week(week: Sequence[Mapping[str, Any]]) -> list[Day]:
    """The week in as few lines as it needs: Monday–Thursday 08.00–16.00."""
    if not week:
        return []
    hours = [said(spans_on(week, day)) for day in WEEK]
    lines: list[Day] = []
    first = 0
    for day in range(1, 8):
        if day == len(hours) or hours[day] != hours[first]:
            lines.append(Day(_names(first, day - 1), hours[first] or _("shut")))
            first = day
    return lines


def told_exceptions(exceptions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The exceptions in words, the next ones first: 24 December 2027: closed (joint leave)."""
    return [_exception(one) for one in sorted(exceptions, key=lambda one: str(one["first"]))]


def _exception(one: Mapping[str, Any]) -> str:
    first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
    days = plain_date(first) if first == last else f"{plain_date(first)}–{plain_date(last)}"
    hours = said(sorted(_stored(row) for row in one["spans"])) or _("shut")
    return f"{days}: {hours}" + (f" ({one['why']})" if one.get("why") else "")


def _names(first: int, last: int) -> str:
    return day_name(first) if first == last else f"{day_name(first)}–{day_name(last)}"
