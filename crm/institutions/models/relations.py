"""Dated relations between institutions, each with a name from both sides (field, 4b)."""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible, NotValid
from crm.core.events import record
from crm.core.words import gettext as _
from crm.institutions.events import RelationBegun, RelationEnded, RelationUnsaid
from crm.institutions.models.edges import DatedEdge
from crm.institutions.models.members import Institution


class RelationKind(StrEnum):
    """What the first is for the second; the words of both sides are in `words`."""

    TEACHING_HOSPITAL_OF = "teaching_hospital_of"
    BRANCH_OF = "branch_of"
    MEMBER_OF = "member_of"
    SUPPORTS = "supports"
    PARTNER_OF = "partner_of"
    SUCCEEDED_BY = "succeeded_by"


SYMMETRIC = frozenset({RelationKind.PARTNER_OF})
"""Said the same from both sides."""

BY_HAND = tuple(kind for kind in RelationKind if kind is not RelationKind.SUCCEEDED_BY)
"""Succession is said with the merger itself."""


class Relation(DatedEdge, Model):
    """One institution's relation to another for a span of days, open-ended while it lasts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RelationKind] = mapped_column(Words(RelationKind))
    near_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    far_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    note: Mapped[str] = mapped_column(sa.String(300), default="")

    near: Mapped[Institution] = relationship(foreign_keys=near_id)
    far: Mapped[Institution] = relationship(foreign_keys=far_id)

    __table_args__ = (sa.CheckConstraint("near_id <> far_id", name="not_itself"),)

    @classmethod
    def begin(
        cls, kind: RelationKind, near: Institution, far: Institution, *, by: Actor, **facts: Any
    ) -> "Relation":
        """Let one institution stand in a relation to another; the caller saves it."""
        if near is far:
            raise NotValid(_("An institution has no relation to itself. Choose another one."))
        relation = cls(kind=kind, near=near, far=far, **facts)
        record(RelationBegun(subject=near, other=far, kind=kind, by=by))
        return relation

    def other(self, institution: Institution) -> Institution:
        """The institution on the other side."""
        return self.far if institution.id == self.near_id else self.near

    def end(self, *, by: Actor, on: date) -> None:
        """Let the relation hold for the last time on this day."""
        self._refuse_succession()
        self._end(on)
        record(RelationEnded(subject=self.near, other=self.far, kind=self.kind, by=by))

    def note_mistake(self, *, by: Actor) -> None:
        """Remember that the relation never held; the caller deletes it."""
        self._refuse_succession()
        record(RelationUnsaid(subject=self.near, other=self.far, kind=self.kind, by=by))

    def _refuse_succession(self) -> None:
        if self.kind is RelationKind.SUCCEEDED_BY:
            raise NotPossible(_("A succession stays: papers and sums rest on it."))
