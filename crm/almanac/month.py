"""A month as people hang it on the wall: weeks from Monday, with what is special about each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.ramadan import ramadan_spans
from crm.almanac.workdays import FREE

SUNDAY = 6
WEEK = 7


@dataclass(frozen=True)
class Entry:
    """Something on a day: its words, where it leads, and its tone."""

    day: date
    title: str
    url: str
    tone: str = ""
    time: str = ""
    icon: str = "calendar-event"

    @property
    def mark(self) -> str:
        """The class of its tone."""
        return f"m-{self.tone}" if self.tone else ""


@dataclass
class Day:
    """One cell of the month."""

    day: date
    inside: bool
    is_today: bool
    special: list[CalendarDay] = field(default_factory=list)
    fasting: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Tell whether a holiday or joint leave falls on it."""
        return any(row.kind in FREE for row in self.special)

    @property
    def is_sunday(self) -> bool:
        """Tell whether it is a Sunday."""
        return self.day.weekday() == SUNDAY

    @property
    def is_weekend(self) -> bool:
        """Tell whether it is a Saturday or Sunday."""
        return self.day.weekday() >= SUNDAY - 1

    @property
    def mark(self) -> str:
        """The classes of its cell."""
        marks = {
            "m-on": self.is_today,
            "m-other": not self.inside,
            "m-off": self.is_free,
            "m-rama": self.fasting,
            "m-we": self.is_weekend,
            "m-sun": self.is_sunday,
        }
        return " ".join(mark for mark, is_set in marks.items() if is_set)

    def names(self) -> list[dict[str, Any]]:
        """What the day is called, by language, and whether that is an estimate."""
        return [
            {"names": row.names, "estimate": row.certainty is Certainty.ESTIMATE}
            for row in self.special
            if row.kind is not DayKind.RAMADAN
        ]


@dataclass(frozen=True)
class Month:
    """The weeks that hold a month, and the months around it."""

    first: date
    weeks: list[list[Day]]

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def days(self) -> list[Day]:
        """The month's own days in order."""
        return [day for week in self.weeks for day in week if day.inside]


def span_of(first: date) -> tuple[date, date]:
    """The first and last day that the sheet of a month shows."""
    start = first - timedelta(days=first.weekday())
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return start, last + timedelta(days=SUNDAY - last.weekday())


def month_of(
    first: date, *, today: date, special: Iterable[CalendarDay], entries: Iterable[Entry]
) -> Month:
    """The sheet of a month with its special days and entries in place."""
    start, end = span_of(first)
    rows = list(special)
    fasting = ramadan_spans(start, end, rows)
    cells = {day: _cell(day, first, today, fasting) for day in _days(start, end)}
    for row in rows:
        if row.day in cells:
            cells[row.day].special.append(row)
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.time, entry.title)):
        if entry.day in cells:
            cells[entry.day].entries.append(entry)
    sheet = list(cells.values())
    return Month(first, [sheet[at : at + WEEK] for at in range(0, len(sheet), WEEK)])


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _cell(day: date, first: date, today: date, fasting: Sequence[tuple[date, date]]) -> Day:
    inside = (day.year, day.month) == (first.year, first.month)
    is_fasting = any(begin <= day <= last for begin, last in fasting)
    return Day(day, inside=inside, is_today=day == today, fasting=is_fasting)
