"""What a library can do for others: the vocabulary, and who offers what (domain 5.2)."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model
from crm.institutions.models.members import Institution


class Service(Model):
    """One kind of service, named in both languages."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name_id: Mapped[str] = mapped_column(sa.String(120))
    name_en: Mapped[str] = mapped_column(sa.String(120))

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}


class LearningMethod(StrEnum):
    """Ways of learning that a service supports (source S08)."""

    SELF_LED = "self_led"
    STUDENT_CENTRED = "student_centred"
    CROSS_DISCIPLINE = "cross_discipline"
    PROBLEM_BASED = "problem_based"
    COLLABORATIVE = "collaborative"
    COMPUTER_MEDIATED = "computer_mediated"
    DISTANCE = "distance"


class OfferedService(Model):
    """A service that an institution offers, and to whom: own, members or the public."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    service_id: Mapped[int] = mapped_column(sa.ForeignKey("service.id"), index=True)
    audience: Mapped[str] = mapped_column(sa.String(20), default="members")
    fee: Mapped[str] = mapped_column(sa.String(120), default="")
    contact: Mapped[str] = mapped_column(sa.String(200), default="")
    methods: Mapped[list[str]] = mapped_column(default=list, server_default="[]")

    institution: Mapped[Institution] = relationship()
    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (sa.UniqueConstraint("institution_id", "service_id"),)
