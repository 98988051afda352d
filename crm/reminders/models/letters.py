"""The outbox: one letter owed to one address, unique by the reason for it (reliability D2)."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.reminders.events import LetterLaidAside, LetterSentAgain


class Lane(IntEnum):
    """Which letters go first."""

    URGENT = 0
    LETTER = 1
    REMINDER = 2
    PROMOTION = 3


class MessageState(StrEnum):
    """Where a letter stands on its way."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    TRANSMITTING = "transmitting"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Message(Model):
    """A letter owed: its words are fixed when it is owed, private links filled in on the way."""

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(sa.String(300), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    rule: Mapped[str] = mapped_column(sa.String(10), default="")
    lane: Mapped[int] = mapped_column(default=Lane.LETTER)
    state: Mapped[MessageState] = mapped_column(Words(MessageState), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    owner: Mapped[str | None] = mapped_column(sa.String(80))
    lease_until: Mapped[datetime | None]
    message_id: Mapped[str] = mapped_column(sa.String(120))
    recipient: Mapped[str] = mapped_column(sa.String(254))
    recipient_name: Mapped[str] = mapped_column(sa.String(200), default="")
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    subject: Mapped[str] = mapped_column(sa.String(300))
    body_text: Mapped[str] = mapped_column(sa.Text)
    body_html: Mapped[str] = mapped_column(sa.Text, default="")
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    about_kind: Mapped[str] = mapped_column(sa.String(40), default="")
    about_id: Mapped[int | None]
    institution_id: Mapped[int | None]
    last_error: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    given_again_at: Mapped[datetime | None]
    useful_until: Mapped[datetime | None]

    __table_args__ = (
        sa.Index("ix_message_due", "state", "lane", "next_at", "id"),
        sa.Index("ix_message_state", "state", "id"),
        sa.Index("ix_message_rule", "rule", "id"),
        sa.Index("ix_message_recipient", "recipient", "id"),
        sa.Index("ix_message_lease", "state", "lease_until"),
        sa.Index("ix_message_about", "about_kind", "about_id", "id"),
        sa.Index("ix_message_institution", "institution_id", "id"),
        sa.Index("ix_message_created", "created_at", "id"),
    )

    @property
    def is_reminder(self) -> bool:
        """Tell whether the letter only repeats what is known elsewhere."""
        return self.lane >= Lane.REMINDER

    def turn_to(self, mailbox: str, *, because: str) -> None:
        """Let a letter that has not left go to a mailbox instead; without one it does not go."""
        if mailbox:
            self.recipient, self.state = mailbox, MessageState.QUEUED
            self.owner = self.lease_until = None
        else:
            self.state, self.last_error = MessageState.CANCELLED, because

    def send_again(self, *, by: Actor) -> None:
        """Put a letter that was given up back in the queue, for another 72 hours of tries."""
        if self.state is not MessageState.DEAD:
            raise NotPossible(_("Only a letter that was given up can be sent again."))
        self.state = MessageState.QUEUED
        self.attempts, self.next_at = 0, clock.now()
        self.given_again_at = clock.now()
        record(LetterSentAgain(subject=self, by=by, from_state="dead", to_state="queued"))

    def lay_aside(self, *, by: Actor) -> None:
        """Note that a letter that was given up needs no more care."""
        if self.state is not MessageState.DEAD:
            raise NotPossible(_("Only a letter that was given up can be laid aside."))
        self.state = MessageState.CANCELLED
        record(LetterLaidAside(subject=self, by=by, from_state="dead", to_state="cancelled"))


class Bounce(Model):
    """A day on which an address was refused for good; two of them stop reminders to it (B11)."""

    address: Mapped[str] = mapped_column(sa.String(254), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    reply: Mapped[str] = mapped_column(sa.Text, default="")


class Unsubscription(Model):
    """An address that wants no promotion any more; what it must know still reaches it."""

    address: Mapped[str] = mapped_column(sa.String(254), primary_key=True)
    at: Mapped[datetime]


class Redirection(Model):
    """An address that must not be written: what is about work goes to an institution's mailbox.

    One row for each institution; that of institution 0 stands for all others, and an empty
    mailbox for none.
    """

    address: Mapped[str] = mapped_column(sa.String(254), primary_key=True)
    institution_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mailbox: Mapped[str] = mapped_column(sa.String(254), default="")
    at: Mapped[datetime]


class Enclosure(Model):
    """The content of an attachment, kept once however many letters carry it."""

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    content_type: Mapped[str] = mapped_column(sa.String(100))
    data: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
