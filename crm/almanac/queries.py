"""Questions about days."""

from datetime import date

import sqlalchemy as sa

from crm.almanac.models import CalendarDay


def calendar_days() -> sa.Select[CalendarDay]:
    """Every special day, in order."""
    return sa.select(CalendarDay).order_by(CalendarDay.day, CalendarDay.id)


def days_between(first: date, last: date) -> sa.Select[CalendarDay]:
    """The special days of a period, both ends included."""
    return calendar_days().where(CalendarDay.day.between(first, last))
