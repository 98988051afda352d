"""What was brought in from files: each import, and rows that tell more than their count."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.bulk.events import ConflictDecided, ImportApplied, ImportUndone
from crm.bulk.outcomes import Brought, Outcome, Report, runs
from crm.bulk.vocabulary import ImportKind, ImportState, MatchBy, Verdict
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _

MOST_WARNINGS_KEPT = 500
PLACED = "placed"
"""The key of a row whose record got something above it."""


class Import(Model):
    """One file on its way in, or brought in. Nothing of it is written before it is applied."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(Words(ImportKind))
    state: Mapped[ImportState] = mapped_column(Words(ImportState), default=ImportState.STAGED)
    file_name: Mapped[str] = mapped_column(sa.String(255))
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    source: Mapped[str] = mapped_column(sa.String(255))
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reading: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    accepted: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    conflicts: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_records: Mapped[dict[str, Any]] = mapped_column(default=dict)
    job_id: Mapped[int | None]
    started_by: Mapped[str] = mapped_column(sa.String(200))
    user_id: Mapped[int | None]
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str] = mapped_column(sa.String(200), default="")

    __table_args__ = (sa.Index("ix_import_created_at_id", "created_at", "id"),)

    @classmethod
    def stage(
        cls, *, by: Actor, kind: ImportKind, file_name: str, sha256: str, source: str
    ) -> "Import":
        """Begin an import of a file; the caller saves it, and the file beside it."""
        return cls(
            kind=kind,
            state=ImportState.STAGED,
            file_name=file_name[-255:],
            sha256=sha256,
            source=source[-255:],
            started_by=by.name,
            user_id=by.user_id,
            created_at=clock.now(),
            asked={},
            reading={},
            mapping={},
            report={},
            created_records={},
        )

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        recognised = self.updated + self.duplicates
        return self.accepted + recognised + self.conflicts + self.rejected

    @property
    def is_open(self) -> bool:
        """Tell whether it still may be applied or thrown away."""
        return self.state in {ImportState.STAGED, ImportState.CHECKED}

    def read_anew(self, asked: dict[str, Any], reading: dict[str, Any]) -> None:
        """Remember how the file is to be read and what was found in it."""
        self.refuse_applied()
        self.asked, self.reading, self.mapping = asked, reading, {}
        self.state = ImportState.STAGED

    def prepare(
        self, mapping: Mapping[str, str], *, takes_file: bool, match_by: MatchBy = MatchBy.USUAL
    ) -> None:
        """Remember what the columns mean, if the file may replace what is stored, and its key."""
        self.refuse_applied()
        self.mapping = dict(mapping)
        self.asked = {**self.asked, "takes_file": takes_file, "match_by": match_by}
        self.state = ImportState.STAGED

    def wait_for(self, job_id: int) -> None:
        """Remember the long work that goes through the rows."""
        self.job_id = job_id

    def check(self, report: Report) -> None:
        """Remember what would come of the rows."""
        self.refuse_applied()
        self.job_id = None
        self._count(report)
        self.state = ImportState.CHECKED

    def apply(self, report: Report, brought: Brought, *, by: Actor) -> None:
        """Remember what came of the rows; who did it, and which records are new."""
        self.refuse_applied()
        self._count(report)
        self.job_id = None
        self.created_records = {"ranges": runs(brought.created)}
        self.state, self.applied_at = ImportState.APPLIED, clock.now()
        record(
            ImportApplied(
                subject=self,
                by=by,
                file=self.file_name,
                accepted=self.accepted,
                updated=self.updated,
                record_kind=brought.record_kind,
                created=brought.created,
                changed=brought.changed,
            )
        )

    def refuse_unwritten(self) -> None:
        """Refuse to take back what is not written, or not any more."""
        if self.state is ImportState.UNDONE:
            raise NotPossible(_("This import has been taken back already."))
        if self.state is not ImportState.APPLIED:
            raise NotPossible(_("Nothing of this file is written, so nothing can be taken back."))

    def take_back(
        self, kind: str, ranges: Sequence[Sequence[int]], restored: Sequence[int], *, by: Actor
    ) -> None:
        """Remember that everything it brought is gone again, and who did it."""
        self.refuse_unwritten()
        self.state, self.undone_at, self.undone_by = ImportState.UNDONE, clock.now(), by.name
        record(
            ImportUndone(
                subject=self,
                by=by,
                file=self.file_name,
                accepted=self.accepted,
                updated=self.updated,
                record_kind=kind,
                gone=ranges,
                changed=restored,
            )
        )

    def _count(self, report: Report) -> None:
        self.accepted, self.updated = report.accepted, report.updated
        self.duplicates, self.conflicts = report.duplicates, len(report.conflicts)
        self.rejected, self.warnings = len(report.rejected), len(report.warnings)
        self.report = {
            "elapsed_s": round(report.elapsed_s, 3),
            "warnings": [one.kept() for one in report.warnings[:MOST_WARNINGS_KEPT]],
        }

    @property
    def takes_file(self) -> bool:
        """Whether the file's values may replace stored ones that differ."""
        return bool(self.asked.get("takes_file"))

    @property
    def match_by(self) -> MatchBy:
        """By what its rows are recognised first."""
        return MatchBy(self.asked.get("match_by", ""))

    def bring_more(self, created: Sequence[int]) -> None:
        """Count records among those it made: they go with it when it is taken back."""
        ranges = [*self.created_records.get("ranges", []), *runs(created)]
        self.created_records = {"ranges": ranges}

    def refuse_unchecked(self) -> None:
        """Refuse to write what nobody has looked at."""
        self.refuse_applied()
        if self.state is not ImportState.CHECKED:
            raise NotPossible(_("Check the rows first, then import them."))

    def refuse_applied(self) -> None:
        """Refuse to touch what is written."""
        if not self.is_open:
            raise NotPossible(_("This file has been imported already."))


class StagedFile(Model):
    """The file itself, packed, until its import is applied or thrown away."""

    import_id: Mapped[int] = mapped_column(
        sa.ForeignKey("import.id", ondelete="CASCADE"), primary_key=True
    )
    packed: Mapped[bytes] = mapped_column(sa.LargeBinary)


class ImportedRow(Model):
    """A row that tells more than its count: refused, in conflict, changed, or shown beforehand."""

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("import.id", ondelete="CASCADE"))
    line: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(Words(Outcome))
    record_id: Mapped[int | None]
    column: Mapped[str | None] = mapped_column(sa.String(255))
    key: Mapped[str] = mapped_column(sa.String(40), default="")
    value: Mapped[str | None] = mapped_column(sa.Text)
    cells: Mapped[list[str]] = mapped_column(default=list)
    notes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decision: Mapped[Verdict] = mapped_column(Words(Verdict), default=Verdict.OPEN)
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    decided_at: Mapped[datetime | None]

    of: Mapped[Import] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (
        sa.Index("ix_imported_row_import_id_outcome_line", "import_id", "outcome", "line"),
        sa.Index("ix_imported_row_outcome_decision", "outcome", "decision", "id"),
    )

    @property
    def waits(self) -> bool:
        """Tell whether a person has to decide."""
        return self.outcome is Outcome.CONFLICT and self.decision is Verdict.OPEN

    @property
    def was_placed(self) -> bool:
        """Tell whether a record that was there got something above it."""
        return self.outcome is Outcome.UPDATED and self.key == PLACED

    def refuse_decided(self) -> None:
        """Refuse to decide what is decided, or what was never written."""
        if not self.waits or self.of.state is not ImportState.APPLIED:
            raise NotPossible(_("This conflict has been decided already."))

    def decide(
        self, verdict: Verdict, *, by: Actor, record_kind: str = "", created: Sequence[int] = ()
    ) -> None:
        """Remember what a person decided, and which record is new by it."""
        self.refuse_decided()
        self.decision, self.decided_by, self.decided_at = verdict, by.name, clock.now()
        record(
            ConflictDecided(
                subject=self.of,
                by=by,
                line=self.line,
                to_state=verdict,
                file=self.of.file_name,
                record_kind=record_kind,
                created=created,
            )
        )
