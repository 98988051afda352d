"""Tables of text in and out: CSV that no spreadsheet runs as a formula, XLSX of typed strings.

A file that we write for reading back ends its header with a column of our own, which says that a
leading apostrophe is ours; such files, and no others, get their apostrophes taken off again.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import BinaryIO, TextIO

from crm.core.errors import NotPossible
from crm.core.later import Later
from crm.core.words import lazy_gettext as _l

xlsxwriter = Later("xlsxwriter")

MARKER = "mitra:export"
MOST_CELL_SIGNS = 1 << 20
MOST_SHEET_ROWS = 1_048_576
MOST_SHEET_CELL_SIGNS = 32_767
PIECE_SIGNS = 65_536

Cell = str | int | float | Decimal | date | bool | None

_RISKY = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


class Broken(ValueError):
    """A record that is not well-formed CSV. `line` is where it begins, `last_line` where it ends.

    `is_open` tells that a quotation mark was never closed, so that nothing after it can be read.
    """

    def __init__(self, line: int, last_line: int, *, is_open: bool) -> None:
        """Keep the place."""
        super().__init__(line)
        self.line = line
        self.last_line = last_line
        self.is_open = is_open


def escaped(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run (reliability D8)."""
    return "'" + text if _RISKY.match(text) else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def written(cell: Cell) -> str:
    """A cell as text: numbers with a point, dates in ISO, yes as 1, nothing as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


class CsvRecords:
    """The records of a CSV stream, strictly read, each with the line on which it begins.

    Open the stream with `newline=""`. A broken record raises Broken; unless it `is_open`, the
    next call goes on behind it.
    """

    def __init__(
        self,
        stream: TextIO | Iterable[str],
        separator: str,
        *,
        quote: str = '"',
        is_spaced: bool = False,
    ) -> None:
        """Take a stream of lines and the separator; a comma where there is only one column.

        `is_spaced` tells that blanks may stand between the separator and a quotation mark.
        """
        csv.field_size_limit(MOST_CELL_SIGNS)
        self._reader = csv.reader(
            stream, delimiter=separator, quotechar=quote, skipinitialspace=is_spaced, strict=True
        )
        self._line = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Give the records in order."""
        return self

    def __next__(self) -> tuple[int, list[str]]:
        """Give the next record."""
        line = self._line + 1
        try:
            cells = next(self._reader)
        except csv.Error as error:
            self._line = self._reader.line_num
            is_open = "expected after" not in str(error)
            raise Broken(line, self._line, is_open=is_open) from error
        self._line = self._reader.line_num
        return line, cells


def csv_pieces(
    header: Sequence[object], rows: Iterable[Sequence[Cell]], *, marked: bool = False
) -> Iterator[str]:
    """A CSV file in pieces of text: UTF-8 signature, every cell quoted, CRLF, formula-safe.

    `marked` adds the column by which our own import knows the file and undoes the apostrophes.
    """
    page = StringIO(newline="")
    page.write("\ufeff")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*(escaped(str(name)) for name in header), *[MARKER] * marked])
    ending = [""] * marked
    for row in rows:
        writer.writerow([*map(_safe, row), *ending])
        if page.tell() > PIECE_SIGNS:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def _safe(cell: Cell) -> str:
    """Only text can be a formula: a negative number stays a number."""
    return escaped(cell) if isinstance(cell, str) else written(cell)


def write_csv(
    target: TextIO,
    header: Sequence[object],
    rows: Iterable[Sequence[Cell]],
    *,
    marked: bool = False,
) -> None:
    """Write a CSV file as `csv_pieces` gives it; open the target as UTF-8 with `newline=""`."""
    target.writelines(csv_pieces(header, rows, marked=marked))


def write_xlsx(
    target: BinaryIO | str,
    header: Sequence[object],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = "Mitra",
) -> None:
    """Write a workbook of one sheet whose cells are strings, row by row, holding none of them."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    with book:
        page = book.add_worksheet(_sheet_name(sheet))
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(header):
            page.write_string(0, column, str(name)[:MOST_SHEET_CELL_SIGNS], bold)
        for number, row in enumerate(rows, start=1):
            if number >= MOST_SHEET_ROWS:
                raise NotPossible(_l("A workbook holds fewer rows than this. Take CSV instead."))
            for column, cell in enumerate(row):
                if cell is not None:
                    page.write_string(number, column, written(cell)[:MOST_SHEET_CELL_SIGNS])


def _sheet_name(wanted: str) -> str:
    """A name that spreadsheet programs allow: at most 31 signs, no brackets, slashes, quotes."""
    return re.sub(r"[\[\]:*?/\\']", " ", wanted).strip()[:31] or "Mitra"
