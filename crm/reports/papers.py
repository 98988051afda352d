"""What a report is made of: words for paper in one or more parts, and its table as CSV."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, overload

from crm.core.spreadsheets import csv_pieces
from crm.core.text import slug
from crm.core.transactions import rollback
from crm.documents.paper import ASSET, printed
from crm.documents.printing import PART_S, Contents, PaperAttachment, print_register
from crm.network.logos import pictures

AT_ONCE = 200
"""So many rows are printed while somebody waits; more are long work."""
TAGGED = 1000
"""So many rows are one archival and tagged paper; more are printed in parts and joined."""
PART = 300
"""So many rows are one part."""
SHOWN = 200
"""So many rows stand on the page; paper and file hold all."""

Row = Sequence[Any]


class Rows(Sequence[Row]):
    """Rows that are read only when somebody looks: how many there are, and how to read the first.

    `read` gets how many are wanted, or None for all.
    """

    def __init__(self, total: int, read: Callable[[int | None], Iterable[Row]]) -> None:
        """Remember where they come from."""
        self.total, self.read = total, read

    def __len__(self) -> int:
        """How many there are."""
        return self.total

    def __iter__(self) -> Iterator[Row]:
        """All of them."""
        return iter(self.read(None))

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """One of them, or the first of them."""
        last = place.stop if isinstance(place, slice) else place + 1
        return list(self.read(last))[place]


@dataclass(frozen=True)
class Table:
    """The rows of a report, for those who count on; `links` lead from its cells to what is behind.

    A row of links may be shorter than its row, and a cell without a link has an empty word.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    links: Sequence[Sequence[str]] = ()

    def link(self, row: int, place: int) -> str:
        """Where a cell leads; nowhere is an empty word."""
        known = self.links[row] if row < len(self.links) else ()
        return known[place] if place < len(known) else ""

    @cached_property
    def shown(self) -> Sequence[Row]:
        """The rows that stand on a page."""
        return self.rows[:SHOWN]

    @property
    def left_off(self) -> int:
        """How many rows stand in the paper and the file alone."""
        return len(self.rows) - len(self.shown)

    @cached_property
    def worded(self) -> frozenset[int]:
        """The columns that are read as words; those of figures are set to the right."""
        return frozenset(
            place
            for row in self.shown
            for place, value in enumerate(row)
            if any(letter.isalpha() for letter in str(value))
        )

    def as_csv(self) -> Iterable[str]:
        """Give the table as CSV that no spreadsheet takes for formulas, piece by piece."""
        return csv_pieces(list(self.columns), self.rows)


@dataclass(frozen=True)
class Report:
    """One report as it stands now: title, words for paper, table, picture, its sense in words.

    `behind` holds the rows that the figures were made from. Parts may be written only when they
    are printed; `contents` writes the pages of contents of a paper that is joined from parts.
    `weight` says how many rows it is as heavy as, where it has none. The caption says how the
    picture is read.
    """

    title: str
    parts: Iterable[str]
    table: Table | None = None
    picture: str = ""
    sentences: Sequence[str] = field(default=())
    behind: Table | None = None
    contents: Contents | None = None
    weight: int = 0
    caption: str = ""

    @property
    def rows(self) -> int:
        """How many rows there are to print."""
        return sum(len(table.rows) for table in (self.table, self.behind) if table)

    @property
    def is_long(self) -> bool:
        """Tell whether printing it takes longer than somebody should wait for a page."""
        return max(self.rows, self.weight) > AT_ONCE

    def as_pdf(
        self, *, wall_s: float = PART_S, on_part: Callable[[int], None] = lambda _: None
    ) -> bytes:
        """Give the PDF with its table inside as CSV.

        Many parts become one register with its pages numbered through; `on_part` hears how many
        of the rows are done.
        """
        parts, files = list(self.parts), self.attachments
        if len(parts) == 1:
            return printed(parts[0], attachments=files, wall_s=wall_s)
        assets = pictures(chain.from_iterable(map(ASSET.findall, parts)))
        rollback()
        return print_register(
            parts,
            attachments=files,
            assets=assets,
            contents=self.contents,
            on_part=lambda done: on_part(self.rows * done // len(parts)),
        )

    @property
    def attachments(self) -> list[PaperAttachment]:
        """The files that travel inside the paper: the numbers, for those who count on."""
        if self.table is None:
            return []
        content = "".join(self.table.as_csv()).encode()
        return [PaperAttachment(f"{slug(self.title)}.csv", content, description=self.title)]
