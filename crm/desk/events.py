"""Facts that the desk tells on timelines."""

from flask_babel import lazy_gettext as _l

from crm.core.events import Event


class LetterSent(Event):
    """A letter went out."""

    sentence = _l("A letter went to %(recipient)s: %(subject)s")
    icon = "mail"


class ReminderSent(Event):
    """A reminder went out."""

    sentence = _l("Reminder %(rule)s went to %(recipient)s: %(subject)s")
    icon = "bell-ringing"
