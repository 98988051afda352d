"""Regions by their official codes (Kepmendagri 300.2.2-2138/2025; domain 5.2)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model

WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def zone_of(province_code: str) -> str:
    """The IANA zone of a province (domain 4.4); there is no summer time."""
    if province_code in WIT:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province_code in WITA else "Asia/Jakarta"


class Province(Model):
    """A province by its two-digit code."""

    code: Mapped[str] = mapped_column(sa.String(2), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    folded: Mapped[str] = mapped_column(sa.String(80), index=True)
    zone: Mapped[str] = mapped_column(sa.String(40))


class Regency(Model):
    """A regency or city by its code, written 32.73."""

    code: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    province_code: Mapped[str] = mapped_column(sa.ForeignKey("province.code"), index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    folded: Mapped[str] = mapped_column(sa.String(80), index=True)
    is_city: Mapped[bool]

    province: Mapped[Province] = relationship(lazy="joined")

    @property
    def title(self) -> str:
        """Code and name: 91.71 Kota Sorong."""
        return f"{self.code} {self.name}"


class CodeChange(Model):
    """A code that files still bear, and the one that holds now (the crosswalk of old lists)."""

    old_code: Mapped[str] = mapped_column(sa.String(5), primary_key=True)
    new_code: Mapped[str] = mapped_column(sa.ForeignKey("regency.code"))


class Replacement(Model):
    """A regency or city that another one replaced from a day on (domain 5.2; E8)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    old_code: Mapped[str] = mapped_column(sa.ForeignKey("regency.code"), unique=True)
    new_code: Mapped[str] = mapped_column(sa.ForeignKey("regency.code"), index=True)
    starts_on: Mapped[date]
    decree: Mapped[str] = mapped_column(sa.String(160), default="")

    old: Mapped[Regency] = relationship(foreign_keys=old_code, lazy="joined")
    new: Mapped[Regency] = relationship(foreign_keys=new_code, lazy="joined")
