"""The month that an address asks for, and its sheet with the marks of campaigns."""

from collections.abc import Iterable, Mapping
from datetime import date

from crm.almanac.month import Entry, Month, month_of, span_of
from crm.almanac.queries import days_between
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here

EARLIEST, LATEST = 1946, 2100


def month_in(arguments: Mapping[str, str], *, otherwise: date | None = None) -> date:
    """The first day of the month written 2027-09; another day's month when none is written."""
    text = arguments.get("month")
    if not text:
        return (otherwise or today_here()).replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotUnderstood(_("Write the month as 2027-03.")) from error
    if not EARLIEST <= first.year <= LATEST:
        raise NotUnderstood(_("The almanac goes from 1946 to 2100."))
    return first


def month_sheet(first: date, entries: Iterable[Entry]) -> Month:
    """The sheet of a month: weeks from Monday, holidays, marks."""
    special = db.session.scalars(days_between(*span_of(first)))
    return month_of(first, today=today_here(), special=special, entries=entries)
