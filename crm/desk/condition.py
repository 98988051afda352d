"""How the desk itself is: can letters leave, does the clock tick, does anything wait for a hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import g

from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db
from crm.desk import queries
from crm.files.queries import damaged
from crm.reminders.models import Reminder, Tick
from crm.reminders.queries import oldest_owed
from crm.reminders.scheduler import WHOLE

LATE_LETTER = timedelta(minutes=15)
LATE_TICK = timedelta(minutes=5)


@dataclass(frozen=True)
class Condition:
    """What the head of every desk page says."""

    has_way_out: bool
    oldest_owed: datetime | None
    last_round: datetime | None
    problems: dict[str, str]
    at: datetime

    @property
    def letters_are_late(self) -> bool:
        """Tell whether a letter has waited for more than a quarter of an hour."""
        return self.oldest_owed is not None and self.at - self.oldest_owed > LATE_LETTER

    @property
    def clock_stands_still(self) -> bool:
        """Tell whether no round came for five minutes."""
        return self.last_round is None or self.at - self.last_round > LATE_TICK


@dataclass(frozen=True)
class Counts:
    """Where somebody must act."""

    attention: int
    by_hand: int


def condition() -> Condition:
    """How the desk is now, found out once for each request. Costs two statements."""
    if "desk_condition" not in g:
        g.desk_condition = _condition()
    found: Condition = g.desk_condition
    return found


def _condition() -> Condition:
    ticks = {tick.source: tick for tick in db.session.scalars(sa.select(Tick))}
    whole, settings = ticks.get(WHOLE), configuration()
    return Condition(
        has_way_out=bool(settings.mail_url) or settings.mode == "demo",
        oldest_owed=db.session.scalar(oldest_owed()),
        last_round=whole.at if whole else None,
        problems={name: tick.problem for name, tick in ticks.items() if tick.problem},
        at=clock.now(),
    )


def counts() -> Counts:
    """What waits for somebody. Costs one statement."""
    dead = sa.select(sa.func.count()).select_from(queries.dead_letters().order_by(None).subquery())
    refusing = sa.select(sa.func.count()).select_from(
        queries.refusing_addresses().order_by(None).subquery()
    )
    files = sa.select(sa.func.count()).select_from(damaged().order_by(None).subquery())
    waiting = queries.by_hand().with_only_columns(sa.func.count(Reminder.id))
    row = db.session.execute(
        sa.select(*(one.scalar_subquery() for one in (dead, refusing, files, waiting)))
    ).one()
    return Counts(row[0] + row[1] + row[2], row[3])
