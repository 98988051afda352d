"""When an institution is open in the next days: its week, its exceptions, and the almanac."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.queries import days_between
from crm.almanac.workdays import FREE
from crm.core import clock
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.institutions.hours import exception_on, open_spans, said
from crm.institutions.models import Institution

AHEAD = 7


@dataclass(frozen=True)
class ComingDay:
    """One civil date where the institution is: its hours, and why they are not the usual ones."""

    day: date
    hours: str
    why: str
    is_today: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it is open at all."""
        return bool(self.hours)


def coming_days(institution: Institution) -> list[ComingDay]:
    """The next days; none where nobody knows the hours. Costs a statement where they are known."""
    if not institution.opening_hours:
        return []
    first = clock.today(institution.zone)
    special = db.session.scalars(days_between(first, first + timedelta(days=AHEAD - 1)))
    return days_from(institution, first, list(special))


def days_from(
    institution: Institution, first: date, special: Sequence[CalendarDay]
) -> list[ComingDay]:
    """The days from a first one on, with what the almanac says of them."""
    days = (first + timedelta(days=n) for n in range(AHEAD))
    return [
        _coming(institution, day, free_days_on(day, special, institution.province_code), first)
        for day in days
    ]


def free_days_on(
    day: date, special: Iterable[CalendarDay], province: str | None
) -> list[CalendarDay]:
    """What makes a day free in a province; a row that says people work takes that back."""
    here = [one for one in special if one.day == day and one.province_code in {None, province}]
    if any(one.kind is DayKind.WORKDAY for one in here):
        return []
    return [one for one in here if one.kind in FREE]


def _coming(
    institution: Institution, day: date, free: Sequence[CalendarDay], today: date
) -> ComingDay:
    exceptions = institution.hour_exceptions or []
    exception = exception_on(exceptions, day)
    is_closed = institution.closed_on_holidays and bool(free)
    week = institution.opening_hours or []
    spans = open_spans(week, exceptions, day, is_closed_holiday=is_closed)
    whys = [*_named(exception), *map(_holiday, free)]
    return ComingDay(day, said(spans), ", ".join(whys), day == today)


def _named(exception: Mapping[str, Any] | None) -> list[str]:
    if exception is None:
        return []
    return [exception["why"] or str(_("other hours than usual"))]


def _holiday(one: CalendarDay) -> str:
    name = in_reader_language(one.names)
    is_guess = one.certainty is Certainty.ESTIMATE and "(" not in name
    return f"{name} {_('(estimate)')}" if is_guess else name
