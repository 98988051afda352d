"""Acts on many records at once: what was done to which, so that it can be taken back."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Reference, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.labels.events import BulkActUndone


class Act(StrEnum):
    """What can be done to many records."""

    TAG = "tag"
    UNTAG = "untag"
    HAND = "hand"
    ARCHIVE = "archive"
    RESTORE = "restore"


class BulkAct(Model):
    """One act: `before` holds each record that it changed, with what was there where it matters."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    act: Mapped[Act] = mapped_column(Words(Act))
    word: Mapped[str] = mapped_column(sa.String(200), default="")
    subject_id: Mapped[int | None]
    before: Mapped[list[dict[str, Any]]]
    by_id: Mapped[int | None]
    done_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    @property
    def count(self) -> int:
        """How many records were changed."""
        return len(self.before)

    @property
    def references(self) -> list[Reference]:
        """The records that were changed."""
        return [Reference(self.record_kind, one["id"]) for one in self.before]

    def take_back(self, *, by: Actor) -> None:
        """Note that the act was taken back; once."""
        if self.undone_at is not None:
            raise NotPossible(_("This is undone already."))
        self.undone_at = clock.now()
        record(BulkActUndone(subject=self, by=by))
