"""Rejected rows as a file of the same columns, each with its line and what stands against it."""

from collections.abc import Iterator
from pathlib import PurePath

from crm.bulk.columns import OURS
from crm.bulk.findings import Rejected
from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.queries import rows_of
from crm.core.db import db
from crm.core.spreadsheets import csv_pieces
from crm.core.text import slug
from crm.core.words import gettext as _


def rejected_as_csv(of: Import) -> Iterator[str]:
    """The file in pieces. Our own columns are passed over when it is brought in again."""
    columns = list(of.reading.get("columns", []))
    header = [*columns, f"{OURS}{_('line')}", f"{OURS}{_('reason')}"]
    rows = db.session.scalars(rows_of(of, Outcome.REJECTED).order_by(ImportedRow.line))
    return csv_pieces(header, (_cells(row, len(columns)) for row in rows), marked=True)


def _cells(row: ImportedRow, width: int) -> list[str | int]:
    reason = Rejected(row.line, row.column, row.key, row.value).reason
    said = f"{row.column}: {reason}" if row.column else reason
    return [*(row.cells + [""] * width)[:width], row.line, said]


def file_name_of(of: Import) -> str:
    """What the file is called."""
    return f"{slug(PurePath(of.file_name).stem)}-{slug(_('rejected'))}.csv"
