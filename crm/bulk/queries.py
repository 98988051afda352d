"""Questions about imports, their rows and what was remembered of earlier ones."""

import sqlalchemy as sa

from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.remembered import RememberedMapping, SourceReference
from crm.bulk.vocabulary import ImportKind, ImportState, Verdict


def imports() -> sa.Select[Import]:
    """Every import; whoever may import sees all of them."""
    return sa.select(Import)


def open_imports() -> sa.Select[Import]:
    """Those that may still be applied or thrown away."""
    return imports().where(Import.state != ImportState.APPLIED)


def imports_of_the_same_file(of: Import) -> sa.Select[Import]:
    """Earlier imports that were applied, of a file equal to the last byte."""
    return (
        imports()
        .where(
            Import.sha256 == of.sha256,
            Import.kind == of.kind,
            Import.state == ImportState.APPLIED,
            Import.id != of.id,
        )
        .order_by(Import.id.desc())
    )


def rows_of(of: Import, outcome: Outcome | None = None) -> sa.Select[ImportedRow]:
    """The rows kept of an import, of one outcome or of all."""
    rows = sa.select(ImportedRow).where(ImportedRow.import_id == of.id)
    return rows if outcome is None else rows.where(ImportedRow.outcome == outcome)


def imported_rows(import_id: int) -> sa.Select[ImportedRow]:
    """The rows kept of an import, by its number."""
    return sa.select(ImportedRow).where(ImportedRow.import_id == import_id)


def open_conflicts() -> sa.Select[ImportedRow]:
    """Conflicts of applied imports on which nobody has decided."""
    return (
        sa.select(ImportedRow)
        .join(Import)
        .where(
            ImportedRow.outcome == Outcome.CONFLICT,
            ImportedRow.decision == Verdict.OPEN,
            Import.state == ImportState.APPLIED,
        )
    )


def conflicts_waiting() -> sa.Select[Import]:
    """The imports that have such conflicts, newest first."""
    waiting = open_conflicts().with_only_columns(ImportedRow.import_id)
    return imports().where(Import.id.in_(waiting)).order_by(Import.id.desc())


def reference_called(kind: str, source: str, called: str) -> sa.Select[SourceReference]:
    """What a source calls so, of one kind of record."""
    return sa.select(SourceReference).where(
        SourceReference.record_kind == kind,
        SourceReference.source == source,
        SourceReference.reference == called,
    )


def remembered_mapping(kind: ImportKind, headers: str) -> sa.Select[RememberedMapping]:
    """What the columns of such a file meant the last time."""
    return sa.select(RememberedMapping).where(
        RememberedMapping.kind == kind, RememberedMapping.headers == headers
    )
