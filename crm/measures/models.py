"""The indicator library of the network (domain 2.10)."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words


class Unit(StrEnum):
    """What an indicator is counted in."""

    COUNT = "count"
    PERCENT = "percent"
    INDEX = "index"
    IDR = "idr"
    HOURS = "hours"
    DAYS = "days"


class EvidenceKind(StrEnum):
    """The three kinds of evidence of ISO 16439."""

    INFERRED = "inferred"
    SOLICITED = "solicited"
    OBSERVED = "observed"


class Indicator(Model):
    """One thing the network measures: its formula in words, its unit, where it comes from."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    source_row: Mapped[str] = mapped_column(sa.String(10))
    name_id: Mapped[str] = mapped_column(sa.String(200))
    name_en: Mapped[str] = mapped_column(sa.String(200))
    formula: Mapped[str] = mapped_column(sa.String(300))
    unit: Mapped[Unit] = mapped_column(Words(Unit))
    evidence: Mapped[EvidenceKind] = mapped_column(Words(EvidenceKind))
    falls: Mapped[bool] = mapped_column(default=False)

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}
