"""The trail (reliability A42): rows are only added; seals make a later change visible."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model


class AuditEntry(Model):
    """Who did what, in which role, from what to what, when and why."""

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    fact: Mapped[str] = mapped_column(sa.String(60))
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    actor: Mapped[str] = mapped_column(sa.String(200))
    actor_id: Mapped[int | None]
    role: Mapped[str] = mapped_column(sa.String(60))
    way: Mapped[str] = mapped_column(sa.String(20))
    on_behalf_of: Mapped[str] = mapped_column(sa.String(200), default="")
    from_state: Mapped[str] = mapped_column(sa.String(40), default="")
    to_state: Mapped[str] = mapped_column(sa.String(40), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]

    __table_args__ = (
        sa.Index("ix_audit_entry_subject", "subject_kind", "subject_id", "id"),
        sa.Index("ix_audit_entry_at_id", "at", "id"),
    )


class AuditSeal(Model):
    """A hash over a span of entries and the seal before it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int]
    last_id: Mapped[int]
    count: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))
    sealed_at: Mapped[datetime]
