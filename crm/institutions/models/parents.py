"""Parent bodies: a tree with dated edges, at most eight deep (domain 5.4)."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model
from crm.institutions.models.members import Institution
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
    __table_args__ = (sa.Index("ix_parent_body_sort_name_id", "sort_name", "id"),)


class Subordination(Model):
    """One parent body under another for a span of days, open-ended while it lasts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)
    parent_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    child: Mapped[ParentBody] = relationship(foreign_keys=child_id)
    parent: Mapped[ParentBody] = relationship(foreign_keys=parent_id)

    __table_args__ = (sa.CheckConstraint("child_id <> parent_id", name="not_itself"),)


class Belonging(Model):
    """An institution under a parent body for a span of days, open-ended while it lasts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    parent_body_id: Mapped[int] = mapped_column(sa.ForeignKey("parent_body.id"), index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    institution: Mapped[Institution] = relationship()
    parent_body: Mapped[ParentBody] = relationship()
