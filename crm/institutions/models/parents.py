"""Parent bodies: a tree with dated edges, at most eight deep (domain 5.4)."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model
from crm.core.events import record
from crm.institutions.events import (
    ParentBodyChanged,
    ParentBodyRegistered,
    PlacedUnder,
    PlaceUnsaid,
    TakenFrom,
)
from crm.institutions.models.edges import DatedEdge
from crm.institutions.models.members import Institution, sort_key
from crm.places.models import Province, Regency

DEEPEST = 8


class ParentBody(Model):
    """A faculty, university, ministry, health office or local government above an institution."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    name_en: Mapped[str] = mapped_column(sa.String(255), default="")
    short_name: Mapped[str] = mapped_column(sa.String(80), default="")
    sort_name: Mapped[str] = mapped_column(sa.String(255))
    level: Mapped[str] = mapped_column(sa.String(40), default="")
    regency_code: Mapped[str | None] = mapped_column(sa.ForeignKey("regency.code"))
    province_code: Mapped[str | None] = mapped_column(sa.ForeignKey("province.code"))
    approver_post: Mapped[str] = mapped_column(sa.String(200), default="")
    approver_name: Mapped[str] = mapped_column(sa.String(200), default="")
    approver_email: Mapped[str] = mapped_column(sa.String(254), default="")
    approval_days: Mapped[int] = mapped_column(default=10)
    copied_by_default: Mapped[bool] = mapped_column(default=True)
    address: Mapped[str] = mapped_column(sa.Text, default="")
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    web: Mapped[str] = mapped_column(sa.String(200), default="")
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    regency: Mapped[Regency | None] = relationship()
    province: Mapped[Province | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_parent_body_sort_name_id", "sort_name", "id"),
        sa.Index("ix_parent_body_created_at", "created_at", "id"),
        sa.Index("ix_parent_body_province_code_sort_name", "province_code", "sort_name", "id"),
    )

    @classmethod
    def register(cls, *, by: Actor, name: str, **facts: Any) -> "ParentBody":
        """Enter a parent body in the register; the caller saves it."""
        regency: Regency | None = facts.pop("regency", None)
        body = cls(
            name=name,
            sort_name=sort_key(name),
            created_at=clock.now(),
            **{"extras": {}, **facts, **_codes_of(regency)},
        )
        record(ParentBodyRegistered(subject=body, by=by))
        return body

    def change(self, *, by: Actor, **given: Any) -> None:
        """Change what is known of the parent body."""
        if "regency" in given:
            given |= _codes_of(given.pop("regency"))
        if "name" in given:
            given["sort_name"] = sort_key(given["name"])
        before, after = changed(self, given)
        if after:
            record(ParentBodyChanged(subject=self, by=by, before=before, after=after))


def _codes_of(regency: Regency | None) -> dict[str, Any]:
    return {
        "regency_code": regency.code if regency else None,
        "province_code": regency.province_code if regency else None,
    }


class Subordination(DatedEdge, Model):
    """One parent body under another for a span of days, open-ended while it lasts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)
    parent_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)

    child: Mapped[ParentBody] = relationship(foreign_keys=child_id)
    parent: Mapped[ParentBody] = relationship(foreign_keys=parent_id)

    __table_args__ = (sa.CheckConstraint("child_id <> parent_id", name="not_itself"),)

    def note_begin(self, *, by: Actor) -> None:
        """Remember on both timelines that the edge holds."""
        record(PlacedUnder(subject=self.child, parent=self.parent, by=by))

    def end(self, *, by: Actor, on: date) -> None:
        """Let the edge hold for the last time on this day."""
        self._end(on)
        record(TakenFrom(subject=self.child, parent=self.parent, by=by))

    def note_mistake(self, *, by: Actor) -> None:
        """Remember on both timelines that the edge never held; the caller deletes it."""
        record(PlaceUnsaid(subject=self.child, parent=self.parent, by=by))


class Belonging(DatedEdge, Model):
    """An institution under a parent body for a span of days, open-ended while it lasts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    parent_body_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)

    institution: Mapped[Institution] = relationship()
    parent_body: Mapped[ParentBody] = relationship()

    def note_begin(self, *, by: Actor) -> None:
        """Remember on both timelines that the edge holds."""
        record(PlacedUnder(subject=self.institution, parent=self.parent_body, by=by))

    def end(self, *, by: Actor, on: date) -> None:
        """Let the edge hold for the last time on this day."""
        self._end(on)
        record(TakenFrom(subject=self.institution, parent=self.parent_body, by=by))

    def note_mistake(self, *, by: Actor) -> None:
        """Remember on both timelines that the edge never held; the caller deletes it."""
        record(PlaceUnsaid(subject=self.institution, parent=self.parent_body, by=by))
