"""The demo's own calendar: everything lies around the day on which it is filled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.almanac.workdays import Workdays, workdays
from crm.core import clock
from crm.core.transactions import unit_of_work

ZONE = "Asia/Jakarta"


@dataclass(frozen=True)
class Year:
    """Days counted from today, and the clock put back to them."""

    today: date
    works: Workdays

    @classmethod
    def around_now(cls) -> "Year":
        """The year around the present day."""
        return cls(clock.today(ZONE), workdays())

    def day(self, away: int) -> date:
        """The working day nearest to so many days from today, not before it."""
        return self.works.at_or_after(self.today + timedelta(days=away))

    def away(self, day: date) -> int:
        """How many days from today a day lies; the past is below nought."""
        return (day - self.today).days

    def at(self, away: int, hour: int = 9) -> datetime:
        """An hour of that working day."""
        return datetime.combine(self.day(away), time(hour), ZoneInfo(ZONE))

    @contextmanager
    def lived(self, away: int, hour: int = 9) -> Iterator[None]:
        """One piece of work as if done on that day: all of it or nothing."""
        with clock.standing_at(self.at(away, hour)), unit_of_work():
            yield
