"""The dates of a regular meeting: a rule, a first start and a zone; never without an end."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from crm.core.errors import NotValid
from crm.core.later import Later
from crm.core.words import gettext as _

rrule = Later("dateutil.rrule")

MOST = 1000
MONTHS_AHEAD = 12
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALLOWED = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
EVERY_MONTH_HAS = 28
LAST_IN_MONTH = 5


class Rhythm(StrEnum):
    """How a regular meeting comes again."""

    WEEKLY = "weekly"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    MONTHLY_BY_DAY = "monthly_by_day"
    LAST_WORKDAY = "last_workday"


def rule_for(rhythm: Rhythm, first: date, *, every: int = 1) -> str:
    """The RRULE of a rhythm that begins on a day; `every` counts weeks or months.

    A fifth weekday is taken for the last one of its month, which every month has.
    """
    if rhythm is Rhythm.WEEKLY:
        return f"FREQ=WEEKLY;INTERVAL={every};BYDAY={WEEKDAYS[first.weekday()]}"
    month = f"FREQ=MONTHLY;INTERVAL={every}"
    if rhythm is Rhythm.MONTHLY_BY_DAY:
        return f"{month};BYMONTHDAY={first.day}"
    if rhythm is Rhythm.LAST_WORKDAY:
        return f"{month};BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    return f"{month};BYDAY={place_in_month(first):+d}{WEEKDAYS[first.weekday()]}"


def place_in_month(day: date) -> int:
    """The how-manyth of its weekday in the month; -1 where a month may lack it."""
    place = (day.day - 1) // 7 + 1
    return -1 if place >= LAST_IN_MONTH else place


def skips_months(rule: str) -> bool:
    """Tell whether the rule asks for a day that short months lack (E6)."""
    day = parts_of(rule).get("BYMONTHDAY", "1")
    return day.isdecimal() and int(day) > EVERY_MONTH_HAS


def parts_of(rule: str) -> dict[str, str]:
    """The parts of an RRULE by name."""
    pairs = (part.partition("=") for part in rule.upper().split(";") if part)
    return {name: value for name, _sign, value in pairs}


def starts_of(rule: str, first: datetime, zone: str, *, until: date) -> list[datetime]:
    """Every start from the first one to the last civil day, both included.

    The clock of the zone rules: ten stays ten when the zone's offset changes. Rules finer than a
    day are refused, and no rule is followed further than a thousand starts (reliability A28).
    """
    there = ZoneInfo(zone)
    begins = first.astimezone(there).replace(tzinfo=None)
    last = datetime.combine(until, time.max)
    found = islice(takewhile(lambda start: start <= last, _local_starts(rule, begins)), MOST)
    return [start.replace(tzinfo=there).astimezone(UTC) for start in found]


def _local_starts(rule: str, begins: datetime) -> Iterator[datetime]:
    if parts_of(rule).get("FREQ") not in ALLOWED or "\n" in rule:
        raise NotValid(_("A meeting comes again by days, weeks, months or years."))
    try:
        return iter(rrule.rrulestr(rule, dtstart=begins))
    except ValueError as error:
        raise NotValid(_("This rule of repetition can't be read.")) from error


def horizon(first: date) -> date:
    """The last day for which dates are made: the end of the twelfth calendar month."""
    months = first.year * 12 + first.month - 1 + MONTHS_AHEAD - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
