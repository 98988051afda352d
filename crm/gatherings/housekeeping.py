"""What the clock does for gatherings: series keep their dates twelve months ahead."""

import sqlalchemy as sa

from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.gatherings.models import Series
from crm.gatherings.recurrence import horizon
from crm.network.queries import the_network


def keep_series_ahead() -> int:
    """Make the dates that have come within reach, once a month for each series; say how many."""
    with unit_of_work():
        until = horizon(clock.today(the_network().zone))
        goes_on = Series.ended_on.is_(None) | (Series.made_until < Series.ended_on)
        behind = sa.select(Series).where(Series.made_until < until, goes_on)
        return sum(series.keep_ahead(by=SYSTEM) for series in db.session.scalars(behind))
