"""What an application needs before it is verified, and what was filed of it (domain 5.3)."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.events import record
from crm.institutions.events import RequirementFiled, RequirementWaived
from crm.institutions.models.members import Institution


class Requirement(StrEnum):
    """The checklist of an application."""

    JOINING_LETTER = "joining_letter"
    LIAISON = "liaison"
    NPP = "npp"
    ETHICS = "ethics"


class Filing(Model):
    """One requirement as it was met: the paper or the reason, or a waiver with its reason."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    requirement: Mapped[Requirement] = mapped_column(Words(Requirement))
    filed_on: Mapped[date]
    said: Mapped[str] = mapped_column(sa.String(500))
    is_waiver: Mapped[bool] = mapped_column(default=False)
    filed_by: Mapped[str] = mapped_column(sa.String(200), default="")

    institution: Mapped[Institution] = relationship()

    __table_args__ = (sa.UniqueConstraint("institution_id", "requirement"),)

    def file(self, said: str, *, by: Actor, on: date, is_waiver: bool = False) -> None:
        """Say what meets the requirement, or why it is waived; a later word replaces it."""
        self.said, self.filed_on, self.is_waiver, self.filed_by = said, on, is_waiver, by.name
        fact = RequirementWaived if is_waiver else RequirementFiled
        record(fact(subject=self.institution, by=by, reason=said))
