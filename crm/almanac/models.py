"""The calendar: a library gives the first guess, the secretariat's rows win (domain 4.4)."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words


class DayKind(StrEnum):
    """What makes a day special."""

    PUBLIC_HOLIDAY = "public_holiday"
    JOINT_LEAVE = "joint_leave"
    OBSERVANCE = "observance"
    RAMADAN = "ramadan"
    WORKDAY = "workday"


class Certainty(StrEnum):
    """Whether the date is decreed or computed."""

    DECREE = "decree"
    ESTIMATE = "estimate"


class CalendarDay(Model):
    """One special day; two names may fall on one date, and one name twice in a year (E2)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[DayKind] = mapped_column(Words(DayKind))
    name_id: Mapped[str] = mapped_column(sa.String(160))
    name_en: Mapped[str] = mapped_column(sa.String(160))
    province_code: Mapped[str | None] = mapped_column(sa.ForeignKey("province.code"))
    source: Mapped[str] = mapped_column(sa.String(120), default="")
    certainty: Mapped[Certainty] = mapped_column(Words(Certainty), default=Certainty.DECREE)
    locked: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (sa.UniqueConstraint("day", "kind", "name_id", "province_code"),)

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return {"id": self.name_id, "en": self.name_en}
