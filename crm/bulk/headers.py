"""Which line of a table names its columns, judged by its first records."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crm.bulk import columns
from crm.bulk.findings import MOST_COLUMNS, Unreadable
from crm.core.text import clean

NONE = "none"
LOOKED_AT = 100
_TITLES_AT_MOST = 30
_MOSTLY = 0.8

Record = tuple[int, list[str]]

_SHAPES = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+")),
    ("number", re.compile(r"[-+(]?\s*[\d.,]*\d[\d.,]*\s*\)?%?")),
    ("number", re.compile(r"[-+]?\d[\d.,]*E[-+]?\d+", re.IGNORECASE)),
    ("date", re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T][\d:.+Z]*)?")),
    ("phone", re.compile(r"[+(]?\d[\d\s()./+-]{5,}")),
    ("code", re.compile(r"(?=.*\d)[A-Z\d.-]+")),
    ("link", re.compile(r"(?:https?://|www\.)\S+")),
)
_TOTAL = re.compile(
    r"(?:grand |sub[ -]?)?total(?: keseluruhan| semua)?\s*:?"
    r"|jumlah(?: total| seluruh(?:nya)?)?\s*:?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?:rp\.?\s*)?[-+(]?[\d.,\s]*\d[\d.,\s]*\)?\s*%?", re.IGNORECASE)
_REMARK = re.compile(
    r"\*+\s*\D|\(?\*\)|(?:sumber|source|catatan|keterangan|ket|note|notes)\s*:"
    r"|(?:dicetak|printed|exported|diunduh)\b.*\d",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\s*(?:grand|sub|total|jumlah|\(?\*|sumber|source|catatan|ket|note|dicetak|printed|exported"
    r"|diunduh)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"\(?(\d+)[).]?")


@dataclass(frozen=True)
class Header:
    """The names of the columns and the line on which they stand; no line when there are none."""

    line: int | None
    names: tuple[str, ...]
    written: list[str] = field(default_factory=list)

    @property
    def repeated(self) -> list[str]:
        """Names that stand above more than one column."""
        times = Counter(filter(None, map(clean, self.written)))
        return [name for name, count in times.items() if count > 1]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.names)


def header_of(records: Sequence[Record], asked: str | None = None) -> Header:
    """Find the line that names the columns; refused with candidates when it can't be told."""
    if asked is not None:
        return _asked(records, asked)
    told = [record for record in records if _filled(record[1])]
    if not told:
        return Header(None, ())
    found = _by_known_names(told) or _by_shape(told)
    return _within_limits(_named(*found) if found else _numbered(told))


def _within_limits(header: Header) -> Header:
    if header.width > MOST_COLUMNS:
        raise Unreadable("too_many_columns", line=header.line or 1)
    return header


def _asked(records: Sequence[Record], asked: str) -> Header:
    if asked.strip().lower() == NONE:
        return _within_limits(_numbered(records))
    for line, cells in records:
        if str(line) == asked.strip():
            return _within_limits(_named(line, cells))
    lines = [str(line) for line, cells in records[:3] if _filled(cells)]
    raise Unreadable("header_unknown", [*lines, NONE])


def _numbered(records: Sequence[Record]) -> Header:
    """Columns without names are called 1, 2, 3."""
    width = max((len(_trimmed(cells)) for _, cells in records), default=0)
    return Header(None, tuple(str(place) for place in range(1, width + 1)))


def _named(line: int, cells: Sequence[str]) -> Header:
    """The names as they stand; one that is missing or repeated gets its place behind it."""
    written = _trimmed(cells)
    names: list[str] = []
    for place, cell in enumerate(map(clean, written), start=1):
        is_new = cell and cell not in names
        names.append(cell if is_new else f"{cell} ({place})".strip())
    return Header(line, tuple(names), written)


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _by_known_names(records: Sequence[Record]) -> Record | None:
    """The first of the lines that know most names of columns, if no cell of it looks like data."""
    worded = [record for record in records[:_TITLES_AT_MOST] if not any(map(_is_data, record[1]))]
    heads = [*worded, *_in_two_lines(worded)]
    known = [sum(map(columns.is_known, cells)) for _, cells in heads]
    most = max(known, default=0)
    return heads[known.index(most)] if most else None


def _in_two_lines(records: Sequence[Record]) -> list[Record]:
    """Each line of words with the one below it, which fills its gaps or says more exactly.

    So are heads of merged cells written: "Hospital" above "Code" and "Name".
    """
    pairs = pairwise(records)
    return [(below, _over(upper, lower)) for (_, upper), (below, lower) in pairs]


def _over(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    above, under = ([*cells, *[""] * (width - len(cells))] for cells in (upper, lower))
    return [two if two.strip() else one for one, two in zip(above, under, strict=True)]


def _is_data(cell: str) -> bool:
    """Tell whether no header would hold this; years and Q1 may stand above a column."""
    return _shape(cell) not in {"", "code"} and not _YEAR.fullmatch(cell.strip())


def _by_shape(records: Sequence[Record]) -> Record | None:
    """The first full line, if the columns below it hold other things than it does itself.

    None when it is data itself; refused when neither shows.
    """
    width = Counter(len(_trimmed(cells)) for _, cells in records).most_common(1)[0][0]
    full = (place for place, (_, cells) in enumerate(records) if _filled(cells) >= min(width, 2))
    place = next(full, 0)
    line, cells = records[place]
    votes = [_vote(cell, below) for cell, below in _with_columns(cells, records[place + 1 :])]
    if sum(votes) > 0:
        return line, cells
    if sum(votes) < 0:
        return None
    raise Unreadable("header", [str(line), NONE])


def _filled(cells: Iterable[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _with_columns(cells: Sequence[str], below: Sequence[Record]) -> Iterable[tuple[str, list[str]]]:
    for place, cell in enumerate(cells):
        column = [row[place].strip() for _, row in below if place < len(row)]
        yield cell.strip(), [value for value in column if value]


def _vote(cell: str, below: Sequence[str]) -> int:
    """One for a word above things that are no words, minus one for a thing among its like."""
    if not cell:
        return 0
    own, shapes = _shape(cell), Counter(map(_shape, below))
    if own:
        return -1 if own in shapes or not below else 0
    words = shapes.pop("", 0)
    return 1 if sum(shapes.values()) > _MOSTLY * (words + sum(shapes.values())) else 0


def _shape(cell: str) -> str:
    """What a cell holds, unless it is words."""
    text = cell.strip()
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "")


def only_counts(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether a line below the header only counts the columns, as official forms do."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    counted = [_COUNTED.fullmatch(cell) for cell in filled]
    numbers = [int(one.group(1)) for one in counted if one]
    is_a_form = any(map(columns.is_known, names)) or filled[0].startswith("(")
    return is_a_form and len(filled) > 1 and numbers == list(range(1, len(filled) + 1))


def only_names(cells: Sequence[str]) -> bool:
    """Tell whether a line below the header names the columns once more, in another language."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and all(map(columns.is_known, filled))


def stands_below(cells: Sequence[str]) -> str:
    """What a line is that belongs to no row: `totals` of those above, a `remark`; empty if data."""
    first = next(filter(None, cells), "")
    if not _BELOW.match(first) or len(cells) < 2:  # noqa: PLR2004 (a table)
        return ""
    filled = [cell.strip() for cell in cells if cell.strip()]
    words = [cell for cell in filled if not _FIGURES.fullmatch(cell)]
    if words and all(map(_TOTAL.fullmatch, words)):
        return "totals"
    return "remark" if len(filled) == 1 and _REMARK.match(filled[0]) else ""
