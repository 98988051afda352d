"""Expert partners: doctors, nurses, academics, network and information-system experts (S33)."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model, Words
from crm.people.models.persons import Person


class ExpertKind(StrEnum):
    """The kinds of the source presentation, exactly these."""

    DOCTOR = "doctor"
    NURSE = "nurse"
    ACADEMIC = "academic"
    NETWORK_EXPERT = "network_expert"
    INFORMATION_SYSTEM_EXPERT = "information_system_expert"
    OTHER = "other"


class Expert(Model):
    """What makes a person an expert partner of the network."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), unique=True)
    kind: Mapped[ExpertKind] = mapped_column(Words(ExpertKind))
    kind_other: Mapped[str] = mapped_column(sa.String(120), default="")
    field: Mapped[str] = mapped_column(sa.String(200), default="")
    registration: Mapped[str] = mapped_column(sa.String(60), default="")
    availability: Mapped[str] = mapped_column(sa.String(200), default="")
    fee_note: Mapped[str] = mapped_column(sa.String(200), default="")
    last_contact_on: Mapped[date | None]

    person: Mapped[Person] = relationship()
