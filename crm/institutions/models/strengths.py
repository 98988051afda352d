"""What an institution is good at: a subject, how deep, on what evidence (source S31)."""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.events import record
from crm.institutions.events import StrengthChanged, StrengthNoted, StrengthRemoved
from crm.institutions.models.members import Institution

DEEPEST = 5
"""Depth 0 is nothing to speak of, 1 a few basic works, 3 enough to teach, 5 all there is."""


class Scheme(StrEnum):
    """Where the code of a subject comes from."""

    NLM = "nlm"
    MESH = "mesh"


class Format(StrEnum):
    """What the strength is made of (domain 5.2)."""

    BOOKS = "books"
    PRINT_JOURNALS = "print_journals"
    E_JOURNALS = "e_journals"
    THESES = "theses"
    LOCAL_CONTENT = "local_content"
    MODELS = "models"
    AUDIOVISUAL = "audiovisual"


class Strength(Model):
    """One subject in which an institution is strong; once for each subject."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    scheme: Mapped[Scheme] = mapped_column(Words(Scheme), default=Scheme.NLM)
    subject: Mapped[str] = mapped_column(sa.String(20))
    detail: Mapped[str] = mapped_column(sa.String(200), default="")
    depth: Mapped[int]
    evidence: Mapped[str] = mapped_column(sa.String(500), default="")
    formats: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    leads: Mapped[bool] = mapped_column(default=False)
    review_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    institution: Mapped[Institution] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.UniqueConstraint("institution_id", "scheme", "subject", name="uq_strength_subject"),
        sa.Index("ix_strength_subject", "scheme", "subject", "depth"),
        sa.CheckConstraint(f"depth BETWEEN 0 AND {DEEPEST}", name="depth_range"),
    )

    @classmethod
    def note(cls, institution: Institution, *, by: Actor, **facts: Any) -> "Strength":
        """Note a strength; the caller saves it."""
        strength = cls(institution=institution, **facts)
        record(StrengthNoted(subject=institution, by=by, strength=strength.subject))
        return strength

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change what is said of the strength."""
        before, after = changed(self, given)
        if after:
            record(
                StrengthChanged(
                    subject=self.institution,
                    by=by,
                    strength=self.subject,
                    before=before,
                    after=after,
                )
            )

    def note_removal(self, *, by: Actor) -> None:
        """Remember that the strength is said no more; the caller deletes it."""
        record(StrengthRemoved(subject=self.institution, by=by, strength=self.subject))
