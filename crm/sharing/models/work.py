"""What came of a promise: hours worked, and what everybody thinks of them (domain 3.2)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words
from crm.sharing.models.vocabulary import Party

LONGEST_DAY = 12 * 60
"""Minutes that one day of help may hold at most, all entries together."""
JUDGING = (Party.HOST_HEAD, Party.PERSON, Party.HOME_HEAD)
"""Whose evaluation is asked for; the first two are needed before it can be closed."""
NEEDED_JUDGES = frozenset({Party.HOST_HEAD, Party.PERSON})


class Mark(StrEnum):
    """What is judged, each from 1 (poor) to 4 (very good)."""

    SKILL = "skill"
    RELIABILITY = "reliability"
    COOPERATION = "cooperation"
    SUPPORT = "support"
    RESULT = "result"


class TimeEntry(Model):
    """Time that someone spent on one task on one day; it counts once the host has confirmed it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"))
    day: Mapped[date]
    minutes: Mapped[int]
    task: Mapped[str] = mapped_column(sa.String(300))
    noted_by: Mapped[str] = mapped_column(sa.String(200))
    noted_at: Mapped[datetime]
    confirmed_by: Mapped[str] = mapped_column(sa.String(200), default="")
    confirmed_at: Mapped[datetime | None]

    __table_args__ = (
        sa.CheckConstraint(f"minutes BETWEEN 1 AND {LONGEST_DAY}", name="minutes_range"),
        sa.Index("ix_time_entry_assignment", "assignment_id", "day", "id"),
    )

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the host stands by it."""
        return self.confirmed_at is not None


class Evaluation(Model):
    """What one side thinks of the help once it is over."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"))
    party: Mapped[Party] = mapped_column(Words(Party))
    marks: Mapped[dict[str, Any]]
    reached: Mapped[int]
    again: Mapped[bool]
    words: Mapped[str] = mapped_column(sa.Text, default="")
    by_name: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("assignment_id", "party"),
        sa.CheckConstraint("reached BETWEEN 0 AND 100", name="reached_range"),
    )

    @property
    def average(self) -> float:
        """The mean of its marks, 1 to 4."""
        return float(sum(self.marks.values()) / len(self.marks))
