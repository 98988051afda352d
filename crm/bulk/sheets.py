"""Workbooks (XLSX, XLS, XLSB, ODS) to rows of text. Only a limited child loads this module."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from crm.bulk.archives import refuse_bombs
from crm.bulk.packing import Facts, Row, packed
from crm.core.limits import ChildRefused

_WHOLE_UNTIL = 1e15  # beyond it a spreadsheet no longer keeps every digit
_ZIP = b"PK"

Value = int | float | str | bool | time | date | datetime | timedelta


def unfolded(content: bytes, asked: str | None, most_rows: int, most_columns: int) -> bytes:
    """The rows of one sheet, packed; refused when it is too large or cannot be read."""
    if content.startswith(_ZIP):
        refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = _sheet(book, asked)
    except PasswordError as error:
        raise ChildRefused("locked") from error
    except CalamineError as error:
        raise ChildRefused("workbook") from error
    if isinstance(sheet, Facts):
        return packed(sheet, [])
    return _pack(sheet, most_rows, most_columns)


def _pack(sheet: CalamineSheet, most_rows: int, most_columns: int) -> bytes:
    if sheet.total_width > most_columns:
        return packed(Facts(unreadable="too_many_columns", line=1), [])
    if sheet.height > most_rows:
        return packed(Facts(unreadable="too_many_rows"), [])
    return packed(Facts(sheet=sheet.name), _rows(sheet))


def _sheet(book: CalamineWorkbook, asked: str | None) -> CalamineSheet | Facts:
    """The sheet asked for, else the only visible one with content, else what may be asked."""
    names = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    if asked is not None and asked not in book.sheet_names:
        return Facts(unreadable="sheet_unknown", candidates=names)
    if asked is not None:
        return book.get_sheet_by_name(asked)
    filled = [sheet for sheet in _sheets(book, names) if sheet.height]
    if len(filled) > 1:
        return Facts(unreadable="sheet", candidates=[sheet.name for sheet in filled])
    return filled[0] if filled else Facts(sheet=names[0] if names else None)


def _sheets(book: CalamineWorkbook, names: Iterable[str]) -> Iterator[CalamineSheet]:
    return (book.get_sheet_by_name(name) for name in names)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """The rows with content. What stands in a cell merged over several rows is said in each."""
    merged, carried = _merged(sheet), dict[int, tuple[int, str]]()
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [text_of(value) for value in values]
        is_filled = any(cells)
        for place, (last, text) in carried.items():
            if number <= last and place < len(cells):
                cells[place] = cells[place] or text
        for place, last in merged.get(number, ()):
            carried[place] = (last, cells[place]) if 0 <= place < len(cells) else (0, "")
        if is_filled:
            yield number, cells


def _merged(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """By the row in which a cell over several begins: its place, and its last row."""
    found: dict[int, list[tuple[int, int]]] = {}
    first = (sheet.start or (0, 0))[1]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            found.setdefault(top + 1, []).append((left - first, bottom + 1))
    return found


def text_of(value: Value) -> str:
    """A cell as a person would type it: codes without a decimal point, dates in ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _number(value: float) -> str:
    if value == int(value) and abs(value) < _WHOLE_UNTIL:
        return str(int(value))
    return format(Decimal(repr(value)), "f")
