"""What the command line asks of the desk: plain functions that give plain values."""

from datetime import date, datetime, time, timedelta
from typing import Any

from crm.core.addresses import configuration
from crm.core.db import db
from crm.reminders import queries
from crm.reminders.forecast import forecast
from crm.reminders.hours import on_the_clock
from crm.reminders.models import MessageState
from crm.reminders.planning import Planned
from crm.reminders.watch import the_hour
from crm.reminders.wording import in_both_languages

WEEK = timedelta(days=7)


def preview(first: date | None = None, last: date | None = None) -> list[dict[str, Any]]:
    """Everything planned from the first day to the last, as `mitra reminders preview` prints it.

    From now for a week, when no days are given; both days are included.
    """
    now, zone = the_hour(), configuration().timezone
    since = on_the_clock(first, time(0), zone) if first else now
    until = on_the_clock(last + timedelta(days=1), time(0), zone) if last else since + WEEK
    return [_line(planned) for planned in forecast(since, until, since=since).planned]


def _line(planned: Planned) -> dict[str, Any]:
    of = planned.occasion
    return {
        "rule": planned.rule,
        "step": planned.step,
        "object": f"{of.subject_kind}:{of.subject_id}",
        "title": of.title,
        "recipient": planned.recipient.email or planned.recipient.name,
        "channel": planned.channel.value,
        "at": planned.at.isoformat(),
        "state": planned.state.value,
        "reason": _reason(planned),
    }


def _reason(planned: Planned) -> str:
    if not planned.reason:
        return ""
    zone = planned.recipient.zone
    return in_both_languages(planned.reason, planned.facts, zone)[configuration().locale]


def outbox_stats() -> dict[str, Any]:
    """How many letters are in each state, as `mitra outbox stats` prints it."""
    counts: dict[str, Any] = {state.value: 0 for state in MessageState}
    counts["ambiguous"] = 0
    for state, count, ambiguous in db.session.execute(queries.letters_by_state()):
        counts[state.value] = count
        counts["ambiguous"] += int(ambiguous)
    oldest: datetime | None = db.session.scalar(queries.oldest_owed())
    return {**counts, "oldest_owed": oldest.isoformat() if oldest else None}
