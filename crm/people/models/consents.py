"""What people allowed the network to do with their data, purpose by purpose (UU 27/2022)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.events import record
from crm.people.events import ConsentGiven, ConsentWithdrawn
from crm.people.models.persons import Person


class Purpose(StrEnum):
    """What data are used for; each is asked apart (domain 5.4)."""

    OPERATIONAL = "operational"
    PROMOTIONAL = "promotional"
    PHOTO = "photo"
    CONTACT = "contact"


class Decision(StrEnum):
    """Yes, or no more."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """How somebody said so."""

    LETTER = "letter"
    EMAIL = "email"
    FORM = "form"
    SPOKEN = "spoken"
    LINK = "link"


@dataclass(frozen=True)
class Said:
    """How and when somebody said so, and where that can be read."""

    way: Way
    on: date
    evidence: str = ""


class Consent(Model):
    """One line of the log. Lines are only added; the newest of a purpose is the one that holds."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    purpose: Mapped[Purpose] = mapped_column(Words(Purpose))
    decision: Mapped[Decision] = mapped_column(Words(Decision))
    way: Mapped[Way] = mapped_column(Words(Way))
    said_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(sa.String(300), default="")
    holds: Mapped[bool] = mapped_column(default=True)
    noted_by: Mapped[str] = mapped_column(sa.String(200))
    noted_at: Mapped[datetime]

    __table_args__ = (
        sa.Index("ix_consent_person", "person_id", "purpose", "id"),
        sa.Index(
            "uq_consent_one_holds",
            "person_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("holds"),
            postgresql_where=sa.text("holds"),
        ),
    )

    @property
    def is_given(self) -> bool:
        """Tell whether this line is a yes."""
        return self.decision is Decision.GIVEN

    @classmethod
    def note(
        cls, person: Person, purpose: Purpose, decision: Decision, how: Said, *, by: Actor
    ) -> "Consent":
        """Write down what somebody said; the caller saves it after the line before has ended."""
        fact = ConsentGiven if decision is Decision.GIVEN else ConsentWithdrawn
        record(fact(subject=person, by=by, to_state=decision, purpose=purpose.value))
        return cls(
            person_id=person.id,
            purpose=purpose,
            decision=decision,
            way=how.way,
            said_on=how.on,
            evidence=how.evidence,
            holds=True,
            noted_by=by.name,
            noted_at=clock.now(),
        )
