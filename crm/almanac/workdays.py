"""Working days of a province: what HK-3, lead times and permits are counted in (domain 0.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from crm.almanac.models import CalendarDay, DayKind
from crm.core.db import db

SATURDAY = 5
FREE = (DayKind.PUBLIC_HOLIDAY, DayKind.JOINT_LEAVE)


@dataclass(frozen=True)
class Workdays:
    """A set of free days, and arithmetic over the days left. Saturday and Sunday are free."""

    free: frozenset[date]
    worked: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on this day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.free)

    def shifted(self, day: date, by: int) -> date:
        """The working day so many working days after the day, or before it; 0 is the day."""
        step = timedelta(days=1 if by > 0 else -1)
        for _ in range(abs(by)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def at_or_before(self, day: date) -> date:
        """The day itself or the last working day before it."""
        return day if self.is_workday(day) else self.shifted(day, -1)

    def at_or_after(self, day: date) -> date:
        """The day itself or the first working day after it."""
        return day if self.is_workday(day) else self.shifted(day, 1)

    def between(self, first: date, last: date) -> int:
        """How many working days lie after the first day, up to and including the last."""
        days = (first + timedelta(days=n + 1) for n in range((last - first).days))
        return sum(self.is_workday(day) for day in days)


def workdays_from(days: Iterable[CalendarDay]) -> Workdays:
    """The arithmetic for calendar rows; a row WORKDAY takes a free day back."""
    rows = list(days)
    worked = frozenset(row.day for row in rows if row.kind is DayKind.WORKDAY)
    return Workdays(frozenset(row.day for row in rows if row.kind in FREE) - worked, worked)


def workdays(province_code: str | None = None) -> Workdays:
    """The working days of a province, or of the whole country. Costs one statement."""
    here = CalendarDay.province_code.is_(None) | (CalendarDay.province_code == province_code)
    kinds = (*FREE, DayKind.WORKDAY)
    return workdays_from(
        db.session.scalars(sa.select(CalendarDay).where(here, CalendarDay.kind.in_(kinds)))
    )
