"""The hours at which people may be reminded, on their own clock (domain 6)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.almanac.workdays import Workdays

ROUND = time(8)
"""When the reminders of a day go out."""
CALM_FROM = time(7, 30)
QUIET_FROM = time(18)
DAY = timedelta(days=1)


def on_the_clock(day: date, hour: time, zone: str) -> datetime:
    """The instant of a local hour: after the gap where the clock skips it, the first of two."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def calm(at: datetime, zone: str) -> datetime:
    """The instant itself, or 07:30 after it where people are not to be disturbed."""
    there = at.astimezone(ZoneInfo(zone))
    if there.time() < CALM_FROM:
        return on_the_clock(there.date(), CALM_FROM, zone)
    if there.time() >= QUIET_FROM:
        return on_the_clock(there.date() + DAY, CALM_FROM, zone)
    return at


def calm_workday(at: datetime, zone: str, workdays: Workdays) -> datetime:
    """The first calm instant of a working day, not before the instant given."""
    found = calm(at, zone)
    day = found.astimezone(ZoneInfo(zone)).date()
    working = workdays.at_or_after(day)
    return found if working == day else on_the_clock(working, CALM_FROM, zone)


def next_round(at: datetime, zone: str, workdays: Workdays) -> datetime:
    """The round of the next working day after an instant's own."""
    day = at.astimezone(ZoneInfo(zone)).date()
    return on_the_clock(workdays.shifted(day, 1), ROUND, zone)


def day_ends(day: date, zone: str) -> datetime:
    """The instant at which a local day is over."""
    return on_the_clock(day + DAY, time(0), zone)
