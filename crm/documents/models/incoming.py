"""Letters that came in: from whom, about what, who follows up and until when."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Reference
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.documents.events import (
    LetterChanged,
    LetterFollowedUp,
    LetterLinked,
    LetterReceived,
    LetterReopened,
    LetterUnlinked,
)


class IncomingLetter(Model):
    """A letter in the book of those that came in, under our own number in the order of arrival."""

    id: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(sa.String(120), unique=True)
    number: Mapped[str] = mapped_column(sa.String(120), default="")
    dated_on: Mapped[date | None]
    received_on: Mapped[date]
    sender: Mapped[str] = mapped_column(sa.String(255))
    subject: Mapped[str] = mapped_column(sa.String(300))
    summary: Mapped[str] = mapped_column(sa.Text, default="")
    follower_id: Mapped[int | None] = mapped_column(index=True)
    follower: Mapped[str] = mapped_column(sa.String(200), default="")
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    links: Mapped[list["LetterLink"]] = relationship(
        cascade="all, delete-orphan", order_by="LetterLink.record_kind, LetterLink.record_id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_incoming_letter_received", "received_on", "id"),
        # What is still to be followed up is a small part of a book that only grows.
        sa.Index("ix_incoming_letter_open", "done_at", "due_on", "id"),
    )

    @classmethod
    def receive(
        cls, entry: str, *, by: Actor, about: Reference | None = None, **facts: Any
    ) -> "IncomingLetter":
        """Enter a letter in the book, on the timeline of whom it is from; the caller saves it."""
        links = [LetterLink.to(about)] if about else []
        letter = cls(entry=entry, created_at=clock.now(), links=links, **facts)
        record(LetterReceived(subject=letter, by=by))
        return letter

    @property
    def references(self) -> list[Reference]:
        """The records that the letter is linked to."""
        return [link.reference for link in self.links]

    @property
    def is_waiting(self) -> bool:
        """Tell whether somebody has yet to follow up."""
        return self.done_at is None and (self.due_on is not None or self.follower_id is not None)

    def is_late(self, *, on: date) -> bool:
        """Tell whether the day until which somebody was to follow up has passed."""
        return self.is_waiting and self.due_on is not None and self.due_on < on

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change what the book says of the letter."""
        before, after = changed(self, given)
        if after:
            record(LetterChanged(subject=self, by=by, before=before, after=after))

    def follow_up(self, *, by: Actor, outcome: str) -> None:
        """Note that the letter was followed up, and how."""
        if self.done_at is not None:
            raise NotPossible(_("This letter is followed up already."))
        self.done_at, self.outcome = clock.now(), outcome
        record(LetterFollowedUp(subject=self, by=by, reason=outcome))

    def reopen(self, *, by: Actor) -> None:
        """Let the letter wait again."""
        if self.done_at is None:
            raise NotPossible(_("This letter still waits."))
        self.done_at = None
        record(LetterReopened(subject=self, by=by))

    def link(self, to: Reference, *, by: Actor) -> None:
        """Tell the letter on another record's timeline too."""
        if to in self.references:
            raise NotPossible(_("This letter is linked to it already."))
        self.links.append(LetterLink.to(to))
        record(LetterLinked(subject=self, by=by, to=to))

    def unlink(self, from_: Reference, *, by: Actor) -> None:
        """Take a wrong link away."""
        self.links = [link for link in self.links if link.reference != from_]
        record(LetterUnlinked(subject=self, by=by, to=from_))


class LetterLink(Model):
    """A record that a letter is about or from."""

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("incoming_letter.id"), primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)

    __table_args__ = (sa.Index("ix_letter_link_record", "record_kind", "record_id"),)

    @classmethod
    def to(cls, reference: Reference) -> "LetterLink":
        """A link to a record."""
        return cls(record_kind=reference.kind, record_id=reference.id)

    @property
    def reference(self) -> Reference:
        """The record."""
        return Reference(self.record_kind, self.record_id)
