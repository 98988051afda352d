"""The lines of a record's history, and the notes that people write between them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor, Visitor
from crm.core.audiences import Audience, audiences_of
from crm.core.changes import changed
from crm.core.db import Model, Reference, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.timeline.events import NoteChanged, NoteRemoved, NoteRestored, NoteWritten
from crm.timeline.topics import Topic


class Entry(Model):
    """A fact as it shows on one record's timeline; the words are made when it is read."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    at: Mapped[datetime]
    topic: Mapped[Topic] = mapped_column(Words(Topic), default=Topic.CHANGES)
    audience: Mapped[Audience] = mapped_column(Words(Audience), default=Audience.SHARED)
    fact: Mapped[str] = mapped_column(sa.String(60))
    actor: Mapped[str] = mapped_column(sa.String(200))
    facts: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]

    __table_args__ = (
        sa.Index("ix_entry_record", "record_kind", "record_id", "at", "id"),
        # A filter by topic finds its fifty lines among thousands without reading the others.
        sa.Index("ix_entry_topic", "record_kind", "record_id", "topic", "at", "id"),
        # A note that is removed or shown to others takes its lines along.
        sa.Index("ix_entry_subject", "subject_kind", "subject_id"),
    )


class Note(Model):
    """What somebody wrote about a record, and for whom. Only its author changes the words."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text)
    audience: Mapped[Audience] = mapped_column(Words(Audience))
    pinned: Mapped[bool] = mapped_column(default=False)
    author: Mapped[str] = mapped_column(sa.String(200))
    author_id: Mapped[int | None]
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    __table_args__ = (sa.Index("ix_note_record", "record_kind", "record_id", "pinned", "id"),)

    @classmethod
    def write(cls, about: Reference, text: str, *, audience: Audience, by: Actor) -> "Note":
        """Write something about a record; the caller saves it."""
        note = cls(
            record_kind=about.kind,
            record_id=about.id,
            text=text,
            audience=audience,
            author=by.name,
            author_id=by.user_id,
            written_at=clock.now(),
        )
        record(NoteWritten(subject=note, by=by, record=about, readers=audience))
        return note

    @property
    def about(self) -> Reference:
        """The record that the note is about."""
        return Reference(self.record_kind, self.record_id)

    @property
    def beginning(self) -> str:
        """The first words, as a name."""
        return " ".join(self.text.split())[:60]

    @property
    def is_removed(self) -> bool:
        """Tell whether the note was taken away."""
        return self.removed_at is not None

    @property
    def shown_to(self) -> Audience:
        """Who reads the note now."""
        return Audience.NOBODY if self.is_removed else self.audience

    def is_own(self, reader: Visitor) -> bool:
        """Tell whether somebody is the author."""
        return self.author_id == reader.id

    def is_read_by(self, reader: Visitor) -> bool:
        """Tell whether somebody who knows the record reads the note."""
        return self.shown_to in audiences_of(reader.role_word)

    def is_changed_by(self, reader: Visitor) -> bool:
        """Tell whether somebody may put other words: the author alone."""
        return self.is_own(reader) and reader.can(Permission.WRITE_NOTES) and not self.is_removed

    def change(self, *, by: Actor, text: str, audience: Audience) -> None:
        """Put other words or choose other readers; the trail keeps that it was changed."""
        before, after = changed(self, {"audience": audience})
        if self.text != text or after:
            self.text, self.edited_at = text, clock.now()
            record(NoteChanged(subject=self, by=by, before=before, after=after))

    def pin(self, *, pinned: bool) -> None:
        """Keep the note above the history, or let it go down into it."""
        self.pinned = pinned

    def remove(self, *, by: Actor) -> None:
        """Take the note away; it can be brought back."""
        if self.is_removed:
            raise NotPossible(_("This note is removed already."))
        self.removed_at = clock.now()
        record(NoteRemoved(subject=self, by=by))

    def restore(self, *, by: Actor) -> None:
        """Bring the note back where it was."""
        if not self.is_removed:
            raise NotPossible(_("This note is there already."))
        self.removed_at = None
        record(NoteRestored(subject=self, by=by))
