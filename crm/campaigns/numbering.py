"""The code of a campaign: KMP-2027-03, by the year in which it was created (E6)."""

from sqlalchemy.dialects import postgresql, sqlite

from crm.campaigns.models import CampaignCounter
from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db


def next_code() -> str:
    """A code that was never given out, in the transaction that creates its campaign."""
    year = clock.today(configuration().timezone).year
    return f"KMP-{year}-{_next_number(year):02}"


def _next_number(year: int) -> int:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    table = CampaignCounter.__table__
    statement = (
        insert(CampaignCounter)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": table.c.last + 1})
        .returning(table.c.last)
    )
    return int(db.session.execute(statement).scalar_one())
