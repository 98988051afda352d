"""Attachments of records, and the contents on the shelf."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor, Visitor
from crm.core.db import Model, Reference
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.files.events import FileAttached, FileRemoved, FileRestored
from crm.permissions import Permission


class StoredFile(Model):
    """A content on the shelf, however many records it hangs on, and when it was last read whole."""

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    size: Mapped[int]
    media: Mapped[str] = mapped_column(sa.String(100))
    kept_at: Mapped[datetime]
    checked_at: Mapped[datetime] = mapped_column(index=True)
    fault: Mapped[str] = mapped_column(sa.String(20), default="", index=True)


class Attachment(Model):
    """A file on a record, under a name for people and a random one for its address.

    One that is `kept` proves something that was decided: nobody takes it off.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    added_by: Mapped[str] = mapped_column(sa.String(200))
    added_by_id: Mapped[int | None]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    kept: Mapped[bool] = mapped_column(default=False)

    stored: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.Index("ix_attachment_record", "record_kind", "record_id", "id"),)

    @classmethod
    def hang(cls, stored: StoredFile, about: Reference, name: str, *, by: Actor) -> "Attachment":
        """Hang a content on a record; the caller saves it."""
        attachment = cls(
            stored=stored,
            record_kind=about.kind,
            record_id=about.id,
            name=name,
            code=secrets.token_urlsafe(18),
            added_by=by.name,
            added_by_id=by.user_id,
            added_at=clock.now(),
        )
        record(FileAttached(subject=attachment, by=by))
        return attachment

    @property
    def about(self) -> Reference:
        """The record that the file hangs on."""
        return Reference(self.record_kind, self.record_id)

    def is_removable_by(self, reader: Visitor) -> bool:
        """Tell whether somebody may take it off: who hung it there, and who keeps the register."""
        if self.kept:
            return False
        is_own = self.added_by_id == reader.id and reader.can(Permission.ATTACH_FILES)
        return is_own or reader.can(Permission.EDIT_INSTITUTIONS)

    def keep(self) -> None:
        """Let it stay, because a decision rests on it."""
        self.kept = True

    def remove(self, *, by: Actor) -> None:
        """Take the file off its record."""
        if self.removed_at is not None:
            raise NotPossible(_("This file is removed already."))
        self.removed_at = clock.now()
        record(FileRemoved(subject=self, by=by))

    def restore(self, *, by: Actor) -> None:
        """Hang the file on its record again."""
        if self.removed_at is None:
            raise NotPossible(_("This file is there already."))
        self.removed_at = None
        record(FileRestored(subject=self, by=by))
