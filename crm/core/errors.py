"""Refusals: what the domain says when something cannot be done."""

from collections.abc import Sequence
from typing import Any

from crm.core.words import lazy_gettext as _l


class Refusal(Exception):
    """A refusal in the reader's words. `status` is what the web answers with."""

    status = 400
    title: Any = None

    def __init__(self, message: Any, *, missing: Sequence[Any] = ()) -> None:
        """Keep the sentence (gettext, lazy or not) and what is missing, each a short phrase."""
        super().__init__(str(message))
        self.message = message
        self.missing = tuple(missing)


class NotPossible(Refusal):
    """The act makes sense but not now: the state, a rule or another party stands against it."""

    status = 409


class NotValid(Refusal):
    """What was handed in cannot be read or used; nothing was written."""

    status = 422


class NotUnderstood(Refusal):
    """An address or parameter that no page of ours would have made."""

    status = 400


class TooMany(Refusal):
    """More asks than the rate limit admits. `after` is in seconds."""

    status = 429

    def __init__(self, message: Any, *, after: int) -> None:
        """Say when to come back."""
        super().__init__(message)
        self.after = after


class NoRoom(Refusal):
    """The disk is full; nothing half-written is left."""

    status = 507


class Lost(Refusal):
    """What was kept is gone or damaged, and is not handed out."""

    status = 410
    title = _l("This file can't be opened any more")


class Gone(Refusal):
    """A one-time answer that was used, replaced or withdrawn, or has run out."""

    status = 410
