"""What states, channels, steps and reasons are called at the desk."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.desk.condition import condition, counts
from crm.reminders.models import Message, MessageState, Reminder, ReminderState
from crm.reminders.outcomes import POISON, STALE, WITHDRAWN
from crm.reminders.terms import Channel, Nature, Step, Unit

CHANNELS: Mapping[Channel, Any] = {
    Channel.APP: _l("in Mitra"),
    Channel.EMAIL: _l("e-mail"),
    Channel.CALENDAR: _l("calendar file"),
    Channel.COPY: _l("WhatsApp text to copy"),
}
LETTER_STATES: Mapping[MessageState, tuple[Any, str]] = {
    MessageState.QUEUED: (_l("Waiting"), "idle"),
    MessageState.CLAIMED: (_l("Leaving"), "move"),
    MessageState.TRANSMITTING: (_l("Leaving"), "move"),
    MessageState.SENT: (_l("Sent"), "good"),
    MessageState.DEAD: (_l("Given up"), "stop"),
    MessageState.CANCELLED: (_l("Not needed any more"), "past"),
}
REMINDER_STATES: Mapping[ReminderState, tuple[Any, str]] = {
    ReminderState.PLANNED: (_l("Planned"), "idle"),
    ReminderState.QUEUED: (_l("Handed over"), "good"),
    ReminderState.DIGESTED: (_l("In a digest"), "good"),
    ReminderState.SKIPPED: (_l("Skipped"), "past"),
    ReminderState.CANCELLED: (_l("Cancelled"), "past"),
    ReminderState.DONE: (_l("Passed on by hand"), "good"),
}
REASONS: Mapping[str, Any] = {
    WITHDRAWN: _l("Its reason had gone before it left: answered, withdrawn or changed."),
    STALE: _l("It could not leave in time to be of use."),
}


def letter_badge(letter: Message) -> tuple[str, str]:
    """The word and the tone of a letter's state; one that failed once says so."""
    if letter.state is MessageState.QUEUED and letter.last_error:
        return str(_("Will be tried again")), "wait"
    word, tone = LETTER_STATES[letter.state]
    return str(word), tone


def reminder_badge(reminder: Reminder) -> tuple[str, str]:
    """The word and the tone of a reminder's state."""
    word, tone = REMINDER_STATES[reminder.state]
    return str(word), tone


def letter_reason(letter: Message) -> str:
    """Why a letter did not leave, or what the server said last."""
    said = letter.last_error
    if said.startswith(POISON):
        return str(_("It can't be written as a letter: %(why)s", why=said.partition(": ")[2]))
    return str(REASONS.get(said, said))


def reason_of(reminder: Reminder) -> str:
    """Why somebody is not reminded."""
    return in_reader_language(reminder.reason) if reminder.reason else ""


def channel_name(channel: Channel) -> str:
    """Through what a reminder reaches its reader."""
    return str(CHANNELS[channel])


def channel_names(channels: Iterable[Channel]) -> str:
    """Several of them in a row."""
    return ", ".join(channel_name(channel) for channel in channels)


def step_phrase(step: Step, nature: Nature) -> str:
    """A step in words: 7 days before, 3 working days after, at once."""
    if step.offset == 0:
        phrase = str(_("at once") if nature is Nature.AFTER else _("on the day"))
    elif step.unit is Unit.WORKDAYS:
        phrase = _workdays(step.offset)
    else:
        phrase = _days(step.offset)
    if step.repeat is None:
        return phrase
    again = ngettext("then every day", "then every %(num)s days", step.repeat)
    return f"{phrase}, {again}"


def _days(offset: int) -> str:
    if offset < 0:
        return str(ngettext("%(num)s day before", "%(num)s days before", -offset))
    return str(ngettext("%(num)s day after", "%(num)s days after", offset))


def _workdays(offset: int) -> str:
    if offset < 0:
        return str(ngettext("%(num)s working day before", "%(num)s working days before", -offset))
    return str(ngettext("%(num)s working day after", "%(num)s working days after", offset))


DESK_WORDS: Mapping[str, Callable[..., Any]] = {
    "channel_name": channel_name,
    "channel_names": channel_names,
    "desk_condition": condition,
    "desk_counts": counts,
    "letter_badge": letter_badge,
    "letter_reason": letter_reason,
    "reason_of": reason_of,
    "reminder_badge": reminder_badge,
    "step_phrase": step_phrase,
}
