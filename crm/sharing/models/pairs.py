"""What became of a need's pairs: who was asked for it, and who was passed over."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.db import Model
from crm.people.models import Person
from crm.sharing.models.assignments import Assignment
from crm.sharing.models.postings import SharingNeed, SharingOffer


class NeedAnswer(Model):
    """An assignment that was written for a need, or out of an offer, or both."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"), unique=True)
    need_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sharing_need.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sharing_offer.id"), index=True)

    assignment: Mapped[Assignment] = relationship()
    need: Mapped[SharingNeed | None] = relationship()
    offer: Mapped[SharingOffer | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("need_id IS NOT NULL OR offer_id IS NOT NULL", name="answers"),
    )


class PassedOver(Model):
    """A pair that somebody looked at and did not want: it is not proposed again.

    It names a person at a home, or an offer that names nobody.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(sa.ForeignKey("sharing_need.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sharing_offer.id"), index=True)
    by_name: Mapped[str] = mapped_column(sa.String(200), default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    need: Mapped[SharingNeed] = relationship()
    person: Mapped[Person | None] = relationship()
    offer: Mapped[SharingOffer | None] = relationship()

    __table_args__ = (
        sa.CheckConstraint("person_id IS NOT NULL OR offer_id IS NOT NULL", name="names_somebody"),
    )

    @property
    def name(self) -> str:
        """Who was passed over."""
        if self.person is not None:
            return self.person.full_name
        return self.offer.name if self.offer else ""
