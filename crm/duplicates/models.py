"""Keys by which twins meet, the weights of what they share, pairs, merges and their journal."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.duplicates.events import DoubtedAgain, RulesWeighed, ToldApart


class MatchKey(Model):
    """One normalised key of one record; records that share one may be twins."""

    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sign: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(120), primary_key=True)

    __table_args__ = (sa.Index("ix_match_key_value", "record_kind", "sign", "value", "record_id"),)


class DuplicateRule(Model):
    """How much each thing that two records of a kind share counts, and from when on it is told."""

    record_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    threshold: Mapped[int]
    weights: Mapped[dict[str, Any]]

    @property
    def id(self) -> int:
        """The trail names its subjects by numbers; rules have none."""
        return 0

    def weigh(self, *, threshold: int, weights: dict[str, int], by: Actor) -> None:
        """Count things differently from the next scan on."""
        before, after = changed(self, {"threshold": threshold, "weights": weights})
        if after:
            record(RulesWeighed(subject=self, by=by, before=before, after=after))


class Verdict(StrEnum):
    """What a person said of a pair."""

    OPEN = "open"
    DIFFERENT = "different"
    MERGED = "merged"


class DuplicatePair(Model):
    """Two records that may be one; the lower id is the first. A verdict is remembered for good."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    first_id: Mapped[int]
    second_id: Mapped[int]
    score: Mapped[int]
    signs: Mapped[list[dict[str, Any]]]
    verdict: Mapped[Verdict] = mapped_column(Words(Verdict), default=Verdict.OPEN)
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    decided_at: Mapped[datetime | None]
    found_at: Mapped[datetime]

    __table_args__ = (
        sa.UniqueConstraint("record_kind", "first_id", "second_id"),
        sa.CheckConstraint("first_id < second_id", name="in_order"),
        sa.Index("ix_duplicate_pair_verdict", "verdict", "record_kind", "score", "id"),
    )

    def tell_apart(self, first: Any, second: Any, *, by: Actor) -> None:
        """Remember that these two are not the same; no scan proposes them again."""
        if self.verdict is not Verdict.OPEN:
            raise NotPossible(_("Somebody has decided on these two already."))
        self._decide(Verdict.DIFFERENT, by.name)
        names = {"name": first.name, "other": second.name}
        record(ToldApart(subject=first, also=(second,), by=by, **names))

    def doubt_again(self, first: Any, second: Any, *, by: Actor) -> None:
        """Take back that these two are not the same."""
        if self.verdict is not Verdict.DIFFERENT:
            raise NotPossible(_("Nobody has said that these two are not the same."))
        self._decide(Verdict.OPEN, "")
        names = {"name": first.name, "other": second.name}
        record(DoubtedAgain(subject=first, also=(second,), by=by, **names))

    def _decide(self, verdict: Verdict, who: str) -> None:
        self.verdict, self.decided_by = verdict, who
        self.decided_at = clock.now() if who else None


class Merge(Model):
    """Two records that were made one. The one that is gone lives on in the journal."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    survivor_id: Mapped[int]
    gone_id: Mapped[int]
    survivor_name: Mapped[str] = mapped_column(sa.String(255))
    gone_name: Mapped[str] = mapped_column(sa.String(255))
    merged_by: Mapped[str] = mapped_column(sa.String(200))
    merged_at: Mapped[datetime]
    undone_by: Mapped[str] = mapped_column(sa.String(200), default="")
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        sa.Index("ix_merge_gone", "record_kind", "gone_id"),
        sa.Index("ix_merge_survivor", "record_kind", "survivor_id"),
        sa.Index("ix_merge_merged_at_id", "merged_at", "id"),
    )

    @property
    def stands(self) -> bool:
        """Tell whether it was not undone."""
        return self.undone_at is None

    def note_undone(self, *, by: Actor) -> None:
        """Remember who took it back, and when."""
        self.undone_by, self.undone_at = by.name, clock.now()


class Act(StrEnum):
    """What a merge did to one row."""

    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"


class MergeStep(Model):
    """One row that a merge touched: which, what it held before, and what it holds since."""

    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(sa.ForeignKey("merge.id"), index=True)
    row_table: Mapped[str] = mapped_column(sa.String(60))
    act: Mapped[Act] = mapped_column(Words(Act))
    row_key: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]

    of: Mapped[Merge] = relationship()
