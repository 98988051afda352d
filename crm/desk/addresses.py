"""Addresses that refused letters, and giving them another chance."""

import sqlalchemy as sa

from crm.core.db import db
from crm.reminders.models import Bounce


def trust_again(address: str) -> None:
    """Forget the refusals of an address: reminders go there again."""
    db.session.execute(sa.delete(Bounce).where(Bounce.address == address.casefold()))
