"""What stays of files: what they call records, what had no place, what their columns mean."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.bulk.models import Import
from crm.bulk.vocabulary import ImportKind, MatchBy
from crm.core.db import Model, Words

TOLD = "row"
"""Before the number of a line: what it was found to be, by a person or by the way."""


class SourceReference(Model):
    """What a file calls a record: it identifies within its source, not in the world."""

    id: Mapped[int] = mapped_column(primary_key=True)
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    source: Mapped[str] = mapped_column(sa.String(255))
    reference: Mapped[str] = mapped_column(sa.String(100))
    record_id: Mapped[int]
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("import.id"), index=True)

    __table_args__ = (
        sa.UniqueConstraint("record_kind", "source", "reference"),
        sa.Index("ix_source_reference_record", "record_kind", "record_id"),
    )

    @classmethod
    def to_line(cls, of: Import, line: int, kind: str, record_id: int) -> "SourceReference":
        """What a line of a file was found to be, so that it is nobody else a second time."""
        return cls(
            record_kind=kind,
            source=of.sha256,
            reference=f"{TOLD} {line}",
            record_id=record_id,
            import_id=of.id,
        )


class KeptBeside(Model):
    """What a file says of a record that has no place for it; it is kept with the import."""

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(
        sa.ForeignKey("import.id", ondelete="CASCADE"), index=True
    )
    record_kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    said: Mapped[dict[str, Any]]

    __table_args__ = (sa.Index("ix_kept_beside_record", "record_kind", "record_id"),)


class RememberedMapping(Model):
    """What the columns of such a file meant the last time, and by what its rows were recognised."""

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ImportKind] = mapped_column(Words(ImportKind))
    headers: Mapped[str] = mapped_column(sa.String(64))
    mapping: Mapped[dict[str, Any]]
    match_by: Mapped[MatchBy] = mapped_column(Words(MatchBy), default=MatchBy.USUAL)
    used_at: Mapped[datetime]

    __table_args__ = (sa.UniqueConstraint("kind", "headers"),)
