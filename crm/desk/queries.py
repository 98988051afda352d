"""Questions of the desk: what is to come, what went out, what needs a hand."""

from datetime import datetime

import sqlalchemy as sa

from crm.reminders.models import Bounce, Message, MessageState, Reminder, ReminderState
from crm.reminders.queries import REFUSALS
from crm.reminders.terms import Channel

NOT_SENT = (ReminderState.SKIPPED, ReminderState.CANCELLED)


def upcoming(*, until: datetime, rule: str = "") -> sa.Select[Reminder]:
    """What is planned up to a moment and has not gone, soonest first."""
    found = sa.select(Reminder).where(
        Reminder.settled_at.is_(None),
        Reminder.at <= until,
        Reminder.state == ReminderState.PLANNED,
    )
    found = found.where(Reminder.rule == rule) if rule else found
    return found.order_by(Reminder.at, Reminder.id)


def log() -> sa.Select[Reminder]:
    """Every reminder, planned or gone."""
    return sa.select(Reminder)


def same_turn(reminder: Reminder) -> sa.Select[Reminder]:
    """Everyone whose turn comes by the same rule and step about the same occasion."""
    return (
        sa.select(Reminder)
        .where(
            Reminder.rule == reminder.rule,
            Reminder.step == reminder.step,
            Reminder.subject_kind == reminder.subject_kind,
            Reminder.subject_id == reminder.subject_id,
            Reminder.occurrence == reminder.occurrence,
        )
        .order_by(Reminder.recipient_name, Reminder.id)
    )


def not_sent(*, rule: str = "") -> sa.Select[Reminder]:
    """What was skipped or cancelled when its time came, newest first."""
    found = sa.select(Reminder).where(
        Reminder.state.in_(NOT_SENT), Reminder.settled_at.is_not(None)
    )
    return found.where(Reminder.rule == rule) if rule else found


def by_hand() -> sa.Select[Reminder]:
    """Words that wait to be passed on by hand, oldest first."""
    return sa.select(Reminder).where(
        Reminder.state == ReminderState.QUEUED,
        Reminder.channel == Channel.COPY,
        Reminder.done_at.is_(None),
    )


def letters_found(
    *, states: tuple[MessageState, ...] = (), rule: str = "", to: str = ""
) -> sa.Select[Message]:
    """The outbox, narrowed to some states, a rule, an address."""
    found = sa.select(Message)
    if states:
        found = found.where(Message.state.in_(states))
    if rule:
        found = found.where(Message.rule == rule)
    return found.where(Message.recipient == to) if to else found


def dead_letters() -> sa.Select[Message]:
    """Letters that were given up and nobody has looked after yet, oldest first."""
    return sa.select(Message).where(Message.state == MessageState.DEAD).order_by(Message.id)


def refusing_addresses() -> sa.Select[str, int, str]:
    """Addresses that reminders leave alone: on how many days they refused, and the last reply."""
    return (
        sa.select(Bounce.address, sa.func.count(), sa.func.max(Bounce.reply))
        .group_by(Bounce.address)
        .having(sa.func.count() >= REFUSALS)
        .order_by(Bounce.address)
    )
