"""Questions to the desk's records."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from crm.core import clock
from crm.reminders.models import (
    Bounce,
    Message,
    MessageState,
    Reminder,
    ReminderState,
    Rule,
)
from crm.reminders.terms import Channel

OWED = (MessageState.QUEUED, MessageState.CLAIMED, MessageState.TRANSMITTING)
TOLD = (ReminderState.QUEUED, ReminderState.DIGESTED, ReminderState.DONE)
FRESH = timedelta(days=14)
REFUSALS = 2
"""On so many different days an address must refuse before reminders leave it alone."""


def rules() -> sa.Select[Rule]:
    """Every rule, by its code."""
    return sa.select(Rule).order_by(Rule.code)


def refused_addresses() -> sa.Select[str]:
    """Addresses that refused letters on two days."""
    return sa.select(Bounce.address).group_by(Bounce.address).having(sa.func.count() >= REFUSALS)


def unsettled(*, until: datetime) -> sa.Select[Reminder]:
    """Reminders of the log that have not gone, up to a moment."""
    return sa.select(Reminder).where(Reminder.settled_at.is_(None), Reminder.at <= until)


def told_dates(*, on: date) -> sa.Select[Reminder]:
    """What people were told about days from yesterday on, oldest telling first."""
    return (
        sa.select(Reminder)
        .where(
            Reminder.day >= on - timedelta(days=1),
            Reminder.state.in_(TOLD),
            Reminder.channel == Channel.EMAIL,
        )
        .order_by(Reminder.settled_at, Reminder.id)
    )


def in_app_of(user_id: int) -> sa.Select[Reminder]:
    """What the house reminded a user of in the last two weeks on its own pages, newest first."""
    return (
        sa.select(Reminder)
        .where(
            Reminder.user_id == user_id,
            Reminder.at >= clock.now() - FRESH,
            Reminder.channel == Channel.APP,
            Reminder.state == ReminderState.QUEUED,
            Reminder.done_at.is_(None),
        )
        .order_by(Reminder.at.desc(), Reminder.id.desc())
    )


def letters() -> sa.Select[Message]:
    """Every letter in the outbox."""
    return sa.select(Message)


def letters_about(kind: str, record_id: int) -> sa.Select[Message]:
    """The letters about one record, newest first."""
    return (
        sa.select(Message)
        .where(Message.about_kind == kind, Message.about_id == record_id)
        .order_by(Message.id.desc())
    )


def letters_by_state() -> sa.Select[MessageState, int, int]:
    """How many letters are in each state, and how many of their tries had an unknown end."""
    ambiguous = sa.func.coalesce(sa.func.sum(Message.ambiguous), 0)
    return sa.select(Message.state, sa.func.count(), ambiguous).group_by(Message.state)


def oldest_owed() -> sa.Select[datetime]:
    """Since when the oldest letter waits that should have gone."""
    return sa.select(sa.func.min(Message.created_at)).where(Message.state.in_(OWED))
