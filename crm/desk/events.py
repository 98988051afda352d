"""Facts that the desk tells on timelines."""

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


class LetterSent(Event):
    """A letter went out."""

    sentence = _l("A letter went to %(recipient)s: %(subject)s")
    icon = "mail"


class ReminderSent(Event):
    """A reminder went out."""

    sentence = _l("Reminder %(rule)s went to %(recipient)s: %(subject)s")
    icon = "bell-ringing"
