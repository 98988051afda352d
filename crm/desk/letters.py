"""What of a letter's words may be seen by whom, and how private links look there."""

from crm.accounts.models import User
from crm.core.addresses import configuration, link_to
from crm.core.words import gettext as _
from crm.permissions import Role
from crm.reminders.composing import link_ids, with_links
from crm.reminders.delivery import links_numbered
from crm.reminders.models import Message, MessageState, Reminder
from crm.reminders.sending import secret_of


def may_read(user: User, letter: Message) -> bool:
    """Tell whether the words are this reader's affair: the secretariat's.

    When a letter was given up, also the admin's, who has to find out why.
    """
    if user.role is Role.ADMIN:
        return letter.state is MessageState.DEAD
    return user.role is Role.SECRETARIAT


def shown_words(letter: Message) -> str:
    """A letter's words; private links are masked, in the demo they can be followed."""
    is_open = configuration().mode == "demo"
    known = _addresses(letter.body_text) if is_open else {}
    return with_links(letter.body_text, known, masked=_("[private link]"))


def words_to_pass_on(reminder: Reminder) -> str:
    """The words of a reminder for whoever passes them on by hand, with the reader's own link."""
    return with_links(reminder.words, _addresses(reminder.words, recipient=reminder.recipient))


def _addresses(text: str, *, recipient: str = "") -> dict[int, str]:
    found = links_numbered(link_ids(text))
    wanted = recipient.casefold()
    return {
        number: link_to("links.new", token=secret_of(link))
        for number, link in found.items()
        if not recipient or link.recipient.casefold() == wanted
    }
