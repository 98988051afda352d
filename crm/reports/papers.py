"""What a report is made of: words for paper in one or more parts, and its table as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from crm.core.spreadsheets import csv_pieces
from crm.core.text import slug
from crm.core.transactions import rollback
from crm.documents.paper import printed
from crm.documents.printing import PaperAttachment, print_register


@dataclass(frozen=True)
class Table:
    """The rows of a report, for those who count on; `links` lead from its cells to what is behind.

    A row of links may be shorter than its row, and a cell without a link has an empty word.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    links: Sequence[Sequence[str]] = ()

    def link(self, row: int, place: int) -> str:
        """Where a cell leads; nowhere is an empty word."""
        known = self.links[row] if row < len(self.links) else ()
        return known[place] if place < len(known) else ""

    @cached_property
    def worded(self) -> frozenset[int]:
        """The columns that are read as words; those of figures are set to the right."""
        return frozenset(
            place
            for row in self.rows
            for place, value in enumerate(row)
            if any(letter.isalpha() for letter in str(value))
        )

    def as_csv(self) -> Iterable[str]:
        """Give the table as CSV that no spreadsheet takes for formulas, piece by piece."""
        return csv_pieces(list(self.columns), self.rows)


@dataclass(frozen=True)
class Report:
    """One report as it stands now: title, words for paper, table, picture, its sense in words.

    `behind` holds the rows that the figures were made from.
    """

    title: str
    parts: Sequence[str]
    table: Table | None = None
    picture: str = ""
    sentences: Sequence[str] = field(default=())
    behind: Table | None = None

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
