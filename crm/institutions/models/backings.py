"""What a parent body was asked to give: money, or its word for the network in public (S43)."""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.events import record
from crm.institutions.events import BackingAsked, BackingChanged, BackingGiven, BackingRefused
from crm.institutions.models.parents import ParentBody


class BackingKind(StrEnum):
    """What was asked for."""

    FUNDING = "funding"
    ENDORSEMENT = "endorsement"


class BackingState(StrEnum):
    """What came of it."""

    OPEN = "open"
    GIVEN = "given"
    REFUSED = "refused"


FACTS = {BackingState.GIVEN: BackingGiven, BackingState.REFUSED: BackingRefused}


class Backing(Model):
    """Money or a public word asked of a parent body, until a day, and what came of it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_body_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"))
    kind: Mapped[BackingKind] = mapped_column(Words(BackingKind))
    title: Mapped[str] = mapped_column(sa.String(200))
    asked_on: Mapped[date]
    reply_by: Mapped[date]
    state: Mapped[BackingState] = mapped_column(Words(BackingState), default=BackingState.OPEN)
    answered_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(sa.String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    body: Mapped[ParentBody] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_backing_parent_body", "parent_body_id", "asked_on", "id"),
        sa.CheckConstraint("reply_by >= asked_on", name="in_order"),
        sa.CheckConstraint("(state = 'open') = (answered_on IS NULL)", name="answered"),
    )

    @classmethod
    def ask(cls, body: ParentBody, *, by: Actor, **facts: Any) -> "Backing":
        """Note what was asked, and what came of it if that is known; the caller saves it."""
        backing = cls(body=body, **facts)
        fact = FACTS.get(backing.state, BackingAsked)
        record(fact(subject=body, by=by, backing=backing.title, reason=backing.said))
        return backing

    def change(self, *, by: Actor, **given: Any) -> None:
        """Say what came of it, or say it in other words."""
        answer = given.get("state", self.state)
        fact = BackingChanged if answer is self.state else FACTS.get(answer, BackingChanged)
        before, after = changed(self, given)
        if after:
            record(
                fact(
                    subject=self.body,
                    by=by,
                    backing=self.title,
                    reason=self.said,
                    before=before,
                    after=after,
                )
            )
