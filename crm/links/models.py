"""A link in a letter: what it may answer, until when, and whether it was used (reliability D7)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.actors import Actor
from crm.core.db import Model
from crm.core.tokens import derived_secret


class Link(Model):
    """A private link. Its secret is derived, never stored; the table keeps the digest.

    `handed_by` names who passed it on by hand, for one that no letter carries.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(sa.String(40))
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int]
    subject_version: Mapped[int] = mapped_column(default=1)
    party: Mapped[str] = mapped_column(sa.String(60), default="")
    recipient: Mapped[str] = mapped_column(sa.String(254))
    recipient_name: Mapped[str] = mapped_column(sa.String(200), default="")
    institution_id: Mapped[int | None]
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    digest: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    receipt: Mapped[dict[str, Any]] = mapped_column(default=dict)
    handed_by: Mapped[str] = mapped_column(sa.String(200), default="")
    person_id: Mapped[int | None] = mapped_column(index=True)

    __table_args__ = (sa.Index("ix_link_subject", "subject_kind", "subject_id"),)

    @property
    def secret(self) -> str:
        """The 43 characters of the address, made again from SECRET_KEY."""
        return derived_secret("link", self.id, self.purpose, self.subject_version)

    def is_open(self, *, at: datetime) -> bool:
        """Tell whether the link can still act."""
        return self.used_at is None and self.revoked_at is None and at < self.expires_at

    def as_actor(self) -> Actor:
        """Whoever holds the link, as the trail remembers them."""
        return Actor(
            name=self.recipient_name or self.recipient,
            role=self.party,
            institution_id=self.institution_id,
            way="whatsapp" if self.handed_by else "link",
        )
