"""The letters that the year owes, as the desk lists them."""

import sqlalchemy as sa

from crm.core.db import db
from crm.reminders.models import Message
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    cast.examples["letter_id"] = db.session.scalar(sa.select(sa.func.min(Message.id)))
