"""Facts: what has happened, said once and heard by those whom `wiring` lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import current_app

from crm.core.actors import SYSTEM, Actor
from crm.core.audiences import Audience
from crm.core.db import Model, Reference, db

Subscriber = Callable[["Event"], None]
Subscriptions = Mapping[type["Event"], Sequence[Subscriber]]
KINDS: dict[str, type["Event"]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact in the past tense about one record. Rooms define theirs as frozen dataclasses.

    `sentence` is the line of the timeline and of the trail, a lazy gettext string with `%(actor)s`
    and the names that `facts()` gives.
    """

    sentence: ClassVar[Any] = ""
    icon: ClassVar[str] = "circle-dot"

    subject: Model
    by: Actor = SYSTEM
    from_state: str = ""
    to_state: str = ""
    reason: str = ""
    version: int | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the fact in the list of kinds, so that old trails can be read aloud."""
        super().__init_subclass__(**kwargs)
        KINDS[cls.__name__] = cls

    def facts(self) -> dict[str, Any]:
        """Names and figures for the sentence: plain values only."""
        return {}

    def about(self) -> Iterable[Model | Reference]:
        """Give the records on whose timeline this shows: the subject, unless a room says more."""
        return (self.subject,)

    def audience(self) -> Audience:
        """Tell who of a record's readers reads this on its timeline: all, unless a room says so."""
        return Audience.SHARED


def record(event: Event) -> None:
    """Remember a fact until the work at hand is committed."""
    db.session.info.setdefault("events", []).append(event)


def drain() -> list[Event]:
    """Take the facts recorded so far out of the work at hand."""
    events: list[Event] = db.session.info.pop("events", [])
    return events


def forget() -> None:
    """Drop the facts of work that is rolled back."""
    db.session.info.pop("events", None)


def publish(event: Event) -> None:
    """Let everyone hear it who subscribed to this kind of fact or to every fact."""
    subscriptions: Subscriptions = current_app.extensions["mitra.subscriptions"]
    for kind in type(event).__mro__:
        for subscriber in subscriptions.get(kind, ()):
            subscriber(event)
