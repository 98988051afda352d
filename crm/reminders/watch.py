"""The hour that all workers share: the database's own where it has one (reliability B17)."""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db
from crm.reminders.upserts import is_postgresql

log = logging.getLogger(__name__)
LEAP_S = 60


@dataclass
class Watch:
    """Notices when the clock of this machine leaps: it says so, and the rows stay the truth."""

    told: datetime | None = None
    at: float = 0.0

    def look(self, now: datetime, beat: float) -> datetime:
        """Give the hour back, after comparing it with the time that really passed."""
        if self.told is not None:
            leap = (now - self.told).total_seconds() - (beat - self.at)
            if abs(leap) > LEAP_S:
                log.warning("The clock leapt by %.0f seconds.", leap)
        self.told, self.at = now, beat
        return now


_watch = Watch()


def the_hour() -> datetime:
    """The present instant: the server's on PostgreSQL, else this machine's; tests set their own."""
    if is_postgresql() and configuration().mode != "test":
        asked: datetime = db.session.scalars(sa.select(sa.func.clock_timestamp())).one()
        return asked.astimezone(UTC)
    return _watch.look(clock.now(), time.monotonic())
