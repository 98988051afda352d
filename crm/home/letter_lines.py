"""Letters that came in and wait for one person."""

from collections.abc import Iterable

from crm.accounts.models import User
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.documents.queries import letters_to_follow_up
from crm.home.lines import Waiting
from crm.institutions.queries import today
from crm.permissions import Permission

SHOWN = 10


def letters_to_follow(user: User) -> Iterable[Waiting]:
    """The letters that somebody is to follow up, for whoever keeps the book."""
    if not user.can(Permission.KEEP_LETTERS):
        return
    for letter in db.session.scalars(letters_to_follow_up(user).limit(SHOWN)):
        until = plain_date(letter.due_on) if letter.due_on else ""
        is_late = letter.is_late(on=today())
        url = path_of("incoming_letters.show", letter_id=letter.id)
        yield Waiting(
            title=_("Follow up the letter from %(sender)s", sender=letter.sender),
            url=url,
            second=letter.subject if is_late or not until else f"{letter.subject} · {until}",
            late=_("since %(day)s", day=until) if is_late else "",
            act_label=_("Open"),
            act_url=url,
            icon="mail-opened",
            since=letter.due_on or letter.received_on,
        )
