"""What the list of letters can be narrowed to, by the word in its address."""

from collections.abc import Mapping
from typing import Any

from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.reminders.models import MessageState

STATES: Mapping[str, tuple[Any, tuple[MessageState, ...]]] = {
    "owed": (
        _l("waiting"),
        (MessageState.QUEUED, MessageState.CLAIMED, MessageState.TRANSMITTING),
    ),
    "sent": (_l("sent"), (MessageState.SENT,)),
    "dead": (_l("given up"), (MessageState.DEAD,)),
    "cancelled": (_l("not needed any more"), (MessageState.CANCELLED,)),
}


def states_named(word: str | None) -> tuple[MessageState, ...]:
    """The states that a filter names, or none; a word that no page of ours writes is refused."""
    if not word:
        return ()
    if word not in STATES:
        raise NotUnderstood(_("This list knows no such filter. Start at its beginning."))
    return STATES[word][1]
