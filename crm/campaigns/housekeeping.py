"""What the clock does to campaigns, at every tick."""

from crm.campaigns.planning import close_campaigns
from crm.campaigns.queries import campaigns_over
from crm.core.db import db, reading
from crm.core.transactions import unit_of_work
from crm.institutions.queries import today as today_here


def close_past_windows() -> int:
    """Let campaigns close whose window ended yesterday or before; say how many."""
    today = today_here()
    with reading():
        over = db.session.scalars(campaigns_over(today)).all()
    if not over:
        return 0
    with unit_of_work():
        return close_campaigns(today)
