"""One line of a record's history."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model


class Entry(Model):
    """A fact as it shows on one record's timeline; the words are made when it is read."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    at: Mapped[datetime]
    fact: Mapped[str] = mapped_column(sa.String(60))
    actor: Mapped[str] = mapped_column(sa.String(200))
    facts: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]

    __table_args__ = (sa.Index("ix_entry_record", "record_kind", "record_id", "at", "id"),)
