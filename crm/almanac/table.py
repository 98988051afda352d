"""The secretariat's hand on the calendar."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.almanac.events import DayEntered, DayRemoved
from crm.almanac.models import CalendarDay
from crm.almanac.queries import days_between
from crm.core import clock
from crm.core.actors import Actor
from crm.core.addresses import configuration
from crm.core.db import db, save
from crm.core.errors import NotUnderstood
from crm.core.events import record
from crm.core.words import gettext as _

EARLIEST, LATEST = 1946, 2100


@dataclass(frozen=True)
class Year:
    """A year's special days."""

    number: int
    rows: list[CalendarDay]


def year_of(text: str | None) -> Year:
    """The year asked for, this one when none is; refuses what is no year of ours."""
    this = clock.today(configuration().timezone).year
    number = int(text) if text and re.fullmatch("[0-9]{4}", text) else None
    if text and (number is None or not EARLIEST <= number <= LATEST):
        raise NotUnderstood(_("The almanac goes from 1946 to 2100."))
    number = number or this
    rows = db.session.scalars(days_between(date(number, 1, 1), date(number, 12, 31)))
    return Year(number, list(rows))


def enter(row: CalendarDay, *, by: Actor, **entered: Any) -> CalendarDay:
    """Set a special day by hand: from now on it is locked against what is installed."""
    for name, value in entered.items():
        setattr(row, name, value)
    row.locked = True
    save(row)
    record(DayEntered(subject=row, by=by))
    return row


def remove(row: CalendarDay, *, by: Actor) -> None:
    """Take a special day out of the calendar."""
    record(DayRemoved(subject=row, by=by))
    db.session.delete(row)
