"""The desk's records: rules, the log of reminders, letters owed, addresses that refuse."""

from crm.reminders.models.letters import (
    Bounce,
    Enclosure,
    Lane,
    Message,
    MessageState,
    Redirection,
    Unsubscription,
)
from crm.reminders.models.log import Reminder, ReminderState, Tick
from crm.reminders.models.rules import Rule

__all__ = [
    "Bounce",
    "Enclosure",
    "Lane",
    "Message",
    "MessageState",
    "Redirection",
    "Reminder",
    "ReminderState",
    "Rule",
    "Tick",
    "Unsubscription",
]
