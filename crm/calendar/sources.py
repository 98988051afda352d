"""What each room puts on the calendar of one reader."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from flask import current_app

from crm.accounts.models import User
from crm.almanac.month import Entry

CalendarSource = Callable[[User, date, date], Iterable[Entry]]


def entries_between(user: User, first: date, last: date) -> list[Entry]:
    """Everything that this reader may see in a period, from the rooms that `wiring` lists."""
    sources: Sequence[CalendarSource] = current_app.extensions["mitra.calendar"]
    return [entry for source in sources for entry in source(user, first, last)]
