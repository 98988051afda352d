"""What a report is made of: words for paper in one or more parts, and its table as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.core.spreadsheets import csv_pieces
from crm.core.transactions import rollback
from crm.documents.paper import printed
from crm.documents.printing import print_register


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
    """One report as it stands now: its title, its words for paper, its table, its picture."""

    title: str
    parts: Sequence[str]
    table: Table | None = None
    picture: str = ""
    facts: Sequence[tuple[str, str]] = field(default=())

    def as_pdf(self) -> bytes:
        """Give the PDF. Many parts become one register with its pages numbered through."""
        if len(self.parts) == 1:
            return printed(self.parts[0])
        rollback()
        return print_register(self.parts)
