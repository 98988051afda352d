"""One round by hand or from cron: plan what is due, deliver what is owed (`mitra tick`)."""

from datetime import UTC, datetime
from typing import Any

from crm.core.addresses import configuration
from crm.core.mail import transport_for
from crm.reminders.scheduler import tick
from crm.reminders.sending import Postman


def one_round(now: datetime | None = None) -> dict[str, Any]:
    """Plan and deliver once; give how many reminders went into the log and letters out."""
    at = now.replace(tzinfo=now.tzinfo or UTC) if now else None
    reminders = tick(at)
    transport = transport_for(configuration())
    if transport is None:
        return {"reminders": reminders, "sent": 0, "owed": "MAIL_URL is not set"}
    tally = Postman(transport).deliver()
    transport.close()
    return {"reminders": reminders, "sent": tally.sent}
