"""What a report is made of: words for paper in one or more parts, and its table as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.core.spreadsheets import csv_pieces
from crm.core.text import slug
from crm.core.transactions import rollback
from crm.documents.paper import printed
from crm.documents.printing import PaperAttachment, print_register


@dataclass(frozen=True)
class Table:
    """The rows of a report, for those who count on."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def as_csv(self) -> Iterable[str]:
        """Give the table as CSV that no spreadsheet takes for formulas, piece by piece."""
        return csv_pieces(list(self.columns), self.rows)


@dataclass(frozen=True)
class Report:
    """One report as it stands now: title, words for paper, table, picture, its sense in words."""

    title: str
    parts: Sequence[str]
    table: Table | None = None
    picture: str = ""
    sentences: Sequence[str] = field(default=())

    def as_pdf(self) -> bytes:
        """Give the PDF with its table inside as CSV.

        Many parts become one register with its pages numbered through.
        """
        if len(self.parts) == 1:
            return printed(self.parts[0], attachments=self.attachments)
        rollback()
        return print_register(self.parts, attachments=self.attachments)

    @property
    def attachments(self) -> list[PaperAttachment]:
        """The files that travel inside the paper: the numbers, for those who count on."""
        if self.table is None:
            return []
        content = "".join(self.table.as_csv()).encode()
        return [PaperAttachment(f"{slug(self.title)}.csv", content, description=self.title)]
