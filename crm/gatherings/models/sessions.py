"""The programme of a workshop: its sessions over one or several days."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model
from crm.people.models import Person

if TYPE_CHECKING:
    from crm.gatherings.models.gatherings import Gathering

LESSON_MINUTES = 45


class Session(Model):
    """One row of the programme. What counts as lesson hours is taught; a break does not count."""

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(sa.ForeignKey("gathering.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(sa.String(300))
    speaker: Mapped[str] = mapped_column(sa.String(200), default="")
    speaker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    is_taught: Mapped[bool] = mapped_column(default=True)

    gathering: Mapped["Gathering"] = relationship()
    speaker_person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.Index("ix_session_gathering_id_starts_at", "gathering_id", "starts_at", "id"),
    )

    @property
    def lesson_hours(self) -> Decimal:
        """JP: its minutes by forty-five, if it is taught (domain 4.2)."""
        minutes = Decimal((self.ends_at - self.starts_at).total_seconds()) / 60
        return minutes / LESSON_MINUTES if self.is_taught else Decimal(0)
