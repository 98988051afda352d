"""Wishes to be forgotten: due within three days, done with what the law makes us keep."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.people.events import ErasureAsked, ErasureLaidAside, PersonErased
from crm.people.models.persons import Person

TIME_LIMIT = timedelta(hours=72)
"""Three times twenty-four hours (UU 27/2022)."""


class ErasureState(StrEnum):
    """Asked, done, or laid aside with the reason."""

    DUE = "due"
    DONE = "done"
    LAID_ASIDE = "laid_aside"


class Erasure(Model):
    """A person to be forgotten. What is done stays as the list that a restored backup replays.

    `mark` tells the person of a backup from another one with the same number, without any name.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    state: Mapped[ErasureState] = mapped_column(Words(ErasureState), default=ErasureState.DUE)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(sa.String(200))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(sa.String(200), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    kept: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    mark: Mapped[str] = mapped_column(sa.String(64))

    person: Mapped[Person] = relationship()

    __table_args__ = (
        sa.Index("ix_erasure_state", "state", "due_at", "id"),
        sa.Index(
            "uq_erasure_one_due",
            "person_id",
            unique=True,
            sqlite_where=sa.text("state = 'due'"),
            postgresql_where=sa.text("state = 'due'"),
        ),
    )

    @classmethod
    def ask(cls, person: Person, *, by: Actor) -> "Erasure":
        """Note the wish; it is due within 72 hours. The caller saves it."""
        now = clock.now()
        record(ErasureAsked(subject=person, by=by))
        return cls(
            person=person,
            state=ErasureState.DUE,
            asked_at=now,
            due_at=now + TIME_LIMIT,
            asked_by=by.name,
            kept=[],
            mark=mark_of(person),
        )

    @property
    def is_due(self) -> bool:
        """Tell whether it still has to be decided."""
        return self.state is ErasureState.DUE

    def is_late(self, *, at: datetime) -> bool:
        """Tell whether the three days are over."""
        return self.is_due and self.due_at < at

    def finish(self, kept: list[dict[str, Any]], *, by: Actor) -> None:
        """Note that it is done, and what was kept for which reason."""
        self._settle(ErasureState.DONE, by=by)
        self.kept = kept
        record(PersonErased(subject=self.person, by=by, from_state="due", to_state="done"))

    def lay_aside(self, *, reason: str, by: Actor) -> None:
        """Note why nothing is erased."""
        self._settle(ErasureState.LAID_ASIDE, by=by)
        self.reason = reason
        record(
            ErasureLaidAside(
                subject=self.person, by=by, from_state="due", to_state="laid_aside", reason=reason
            )
        )

    def require_due(self) -> None:
        """Refuse to decide what was decided."""
        if not self.is_due:
            raise NotPossible(_("This wish was decided already."))

    def _settle(self, state: ErasureState, *, by: Actor) -> None:
        self.require_due()
        self.state = state
        self.settled_at, self.settled_by = clock.now(), by.name


def mark_of(person: Person) -> str:
    """What tells a person from any other, without a word about them."""
    return hashlib.sha256(f"{person.id}|{person.created_at.isoformat()}".encode()).hexdigest()
