"""Which month the address asks for."""

from datetime import date

from crm.core import clock
from crm.core.addresses import configuration
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _

EARLIEST, LATEST = 1946, 2100


def today_here() -> date:
    """The civil date in the network's zone."""
    return clock.today(configuration().timezone)


def month_asked_for(text: str | None) -> date:
    """The first day of the month written 2027-03; this month when nothing is written."""
    if not text:
        return today_here().replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotUnderstood(_("Write the month as 2027-03.")) from error
    if not EARLIEST <= first.year <= LATEST:
        raise NotUnderstood(_("The almanac goes from 1946 to 2100."))
    return first
