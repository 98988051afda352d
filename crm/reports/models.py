"""Long reports that were printed for somebody, until they are fetched or run out."""

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.db import Model

KEPT = timedelta(hours=72)
"""So long a paper waits: whoever is erased is in none of them when the three days of R48 end."""


class PrintedReport(Model):
    """One long report as PDF, for the one who asked for it and for the rights of that moment."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    job_id: Mapped[int] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    epoch: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(40))
    of: Mapped[int | None]
    language: Mapped[str] = mapped_column(sa.String(5))
    title: Mapped[str] = mapped_column(sa.String(300))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    size: Mapped[int]
    pdf: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)

    @classmethod
    def keep(cls, pdf: bytes, **facts: object) -> "PrintedReport":
        """Keep a paper under an address that nobody guesses; the caller saves it."""
        now = clock.now()
        return cls(
            pdf=pdf,
            size=len(pdf),
            code=secrets.token_urlsafe(18),
            made_at=now,
            ends_at=now + KEPT,
            **facts,
        )
