"""Expert partners: doctors, nurses, academics, network and information-system experts (S33)."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.events import record
from crm.people.events import ExpertNamed, ExpertUnnamed
from crm.people.models.persons import Person


class ExpertKind(StrEnum):
    """The kinds of the source presentation, exactly these."""

    DOCTOR = "doctor"
    NURSE = "nurse"
    ACADEMIC = "academic"
    NETWORK_EXPERT = "network_expert"
    INFORMATION_SYSTEM_EXPERT = "information_system_expert"
    OTHER = "other"


HIDDEN = frozenset({"registration", "fee_note"})
"""What no history repeats (reliability A5)."""


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
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))

    person: Mapped[Person] = relationship(back_populates="expert")
    owner: Mapped[User | None] = relationship()

    @classmethod
    def of(cls, person: Person, *, kind: ExpertKind) -> "Expert":
        """An expert partner to be; the caller saves it, `change` says what is known."""
        return cls(person=person, kind=kind)

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change kind, field, availability or what else is known of the expert."""
        before, after = changed(self, given)
        if after or self.id is None:
            was, now = _unsaid(before), _unsaid(after)
            record(ExpertNamed(subject=self.person, by=by, before=was, after=now))

    def note_end(self, *, by: Actor) -> None:
        """Remember that the person is no expert partner any more; the caller deletes the row."""
        record(ExpertUnnamed(subject=self.person, by=by, before={"kind": self.kind.value}))


def _unsaid(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "…" if name in HIDDEN else value for name, value in values.items()}
