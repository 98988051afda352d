"""One round by hand or from cron: plan what is due, do and deliver what waits (`mitra tick`)."""

from datetime import UTC, datetime
from threading import Event
from typing import Any

from flask import current_app

from crm.core.addresses import configuration
from crm.core.mail import transport_for
from crm.reminders.scheduler import tick
from crm.reminders.sending import Postman


def one_round(now: datetime | None = None) -> dict[str, Any]:
    """Plan, do the long work that waits, deliver; give how many reminders and letters that was."""
    at = now.replace(tzinfo=now.tzinfo or UTC) if now else None
    reminders = tick(at)
    for chore in current_app.extensions["mitra.chores"]:
        chore(Event())
    transport = transport_for(configuration())
    if transport is None:
        return {"reminders": reminders, "sent": 0, "owed": "MAIL_URL is not set"}
    tally = Postman(transport).deliver()
    transport.close()
    return {"reminders": reminders, "sent": tally.sent}
