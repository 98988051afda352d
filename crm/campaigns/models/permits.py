"""Permits of an authority: which days of a run they cover (domain 2.6, VR8)."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words

Span = tuple[date, date]
DAY = timedelta(days=1)


class TaxStatus(StrEnum):
    """Where the advertisement tax stands; exemption from tax is not exemption from permit."""

    UNKNOWN = "unknown"
    DUE = "due"
    PAID = "paid"
    EXEMPT = "exempt"


class Permit(Model):
    """A permission to stand at a place on the days from first to last, both included."""

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(
        sa.ForeignKey("placement.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[str] = mapped_column(sa.String(80))
    office: Mapped[str] = mapped_column(sa.String(200), default="")
    location: Mapped[str] = mapped_column(sa.String(300), default="")
    size: Mapped[str] = mapped_column(sa.String(60), default="")
    faces: Mapped[int | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    tax_status: Mapped[TaxStatus] = mapped_column(Words(TaxStatus), default=TaxStatus.UNKNOWN)
    skpd_number: Mapped[str] = mapped_column(sa.String(80), default="")
    amount: Mapped[int | None] = mapped_column(sa.BigInteger)
    deposit: Mapped[int | None] = mapped_column(sa.BigInteger)
    sticker_number: Mapped[str] = mapped_column(sa.String(80), default="")
    removal_deadline: Mapped[date | None]

    __table_args__ = (
        sa.CheckConstraint("valid_to >= valid_from", name="validity_order"),
        sa.CheckConstraint("amount >= 0", name="amount_positive"),
        sa.CheckConstraint("deposit >= 0", name="deposit_positive"),
    )


def uncovered_spans(permits: Iterable[Permit], first: date, last: date) -> list[Span]:
    """The stretches of a run on which no permit is valid, in order."""
    bare: list[Span] = []
    at = first
    for permit in sorted(permits, key=lambda permit: permit.valid_from):
        if permit.valid_to < at or permit.valid_from > last:
            continue
        if permit.valid_from > at:
            bare.append((at, permit.valid_from - DAY))
        at = permit.valid_to + DAY
    return [*bare, (at, last)] if at <= last else bare


def covered_days(permits: Iterable[Permit], first: date, last: date) -> int:
    """On how many days of a run some permit is valid."""
    bare = sum((end - start).days + 1 for start, end in uncovered_spans(permits, first, last))
    return (last - first).days + 1 - bare
