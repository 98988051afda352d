"""From any file to a table: its columns, and its rows one after another.

Text is read here, a row at a time. Workbooks, cards and calendars are read by a child that may use
only so much; whatever happens to it, the answer is a table or Unreadable.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from crm.bulk import headers, separators
from crm.bulk.encodings import encoding_of
from crm.bulk.findings import (
    MOST_APPOINTMENTS,
    MOST_COLUMNS,
    MOST_MEGABYTES,
    MOST_ROWS,
    Findings,
    Unreadable,
)
from crm.bulk.headers import Header, Record
from crm.bulk.packing import Facts, facts_in, rows_in
from crm.bulk.separators import Marks
from crm.bulk.sources import Source
from crm.core.limited import run_limited
from crm.core.limits import MIB, ChildDied, ChildRefused, Death, Limits
from crm.core.spreadsheets import MARKER, Broken, CsvRecords, unescaped

SAMPLE_SIGNS = 128 * 1024
LIMITS = Limits(wall_s=65, cpu_s=60, address_bytes=512 * MIB, answer_bytes=128 * MIB)
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml)", re.IGNORECASE)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*[\"}]")
_CARD = re.compile(rb"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_CALENDAR = re.compile(rb"\s*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_WIDE = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\0")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_DEATHS = {
    Death.TIME: "too_slow",
    Death.PROCESSOR: "too_slow",
    Death.ANSWER: "too_many_cells",
    Death.MEMORY: "too_many_cells",
    Death.CRASH: "too_many_cells",
    Death.BUSY: "busy",
}


@dataclass
class Table:
    """A file as rows. Going through `rows` fills `findings`; doing so again begins both anew."""

    encoding: str | None
    separator: str | None
    header: Header
    records: Callable[[Findings], Iterable[Record]]
    sheet: str | None = None
    known: Findings = field(default_factory=Findings)
    findings: Findings = field(default_factory=Findings)

    @property
    def header_line(self) -> int | None:
        """The line that names the columns; none when the file does not name them."""
        return self.header.line

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, each only once; 1, 2, 3 where the file does not name them."""
        return self.header.names

    @property
    def is_ours(self) -> bool:
        """Whether we wrote the file for reading back, so that its apostrophes are ours."""
        return MARKER in self.columns

    @property
    def rows(self) -> Iterator[Record]:
        """Each row with its line and as many cells as there are columns, as they are written."""
        self.findings = self.known.copy()
        return _rows(self)


def read(  # noqa: PLR0913 (what the command line can say)
    content: bytes | Path | str,
    filename: str = "",
    *,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
    header: str | None = None,
) -> Table:
    """A table from the file at a path, or from bytes. Raises Unreadable, and nothing else.

    `header` is a line or "none", `separator` a sign, its name or "none".
    """
    source = Source(Path(content) if isinstance(content, str) else content, filename)
    if source.size > MOST_MEGABYTES * MIB:
        raise Unreadable("too_large")
    head = source.head(1024)
    _refuse_other_kinds(head)
    if head.startswith(_WORKBOOKS):
        return _workbook(source, sheet, header)
    head = _WIDE.sub(b"", head)
    if _CARD.match(head):
        return _listed(source, encoding, "crm.bulk.cards.unfolded", "card", MOST_ROWS)
    if _CALENDAR.match(head):
        child = "crm.bulk.appointments.unfolded"
        return _listed(source, encoding, child, "appointment", MOST_APPOINTMENTS)
    return _text(source, encoding, separator, header)


def _refuse_other_kinds(head: bytes) -> None:
    for mark, name in _OTHER_KINDS:
        if head.startswith(mark):
            raise Unreadable("binary", [name])
    if _WEB_PAGE.match(head):
        raise Unreadable("web_page")
    if _JSON.match(head):
        raise Unreadable("binary", ["JSON"])


def _workbook(source: Source, sheet: str | None, header: str | None) -> Table:
    pack = _by_child("crm.bulk.sheets.unfolded", source.whole, sheet, MOST_ROWS, MOST_COLUMNS)
    facts = _facts(pack)
    first = list(islice(rows_in(pack), headers.LOOKED_AT))
    found = headers.header_of(first, header)
    return Table(None, None, found, lambda _: rows_in(pack), sheet=facts.sheet)


def _listed(source: Source, encoding: str | None, child: str, what: str, most: int) -> Table:
    """Cards or appointments: a child unfolds them, each with the line on which it begins."""
    spoken = encoding_of(source, encoding)
    pack = _by_child(child, source.whole, spoken.name, most)
    facts = _facts(pack)
    table = Table(spoken.name, None, Header(None, tuple(facts.columns)), lambda _: rows_in(pack))
    for line in facts.broken:
        table.known.reject(line, f"unreadable_{what}")
    for line, text in facts.passed_over:
        table.known.warn(line, "unreadable_line", value=text)
    for line, text in facts.recurring:
        table.known.warn(line, "recurs", value=text)
    return table


def _by_child(function: str, *args: object) -> bytes:
    try:
        answer = run_limited(function, *args, limits=LIMITS)
    except ChildRefused as refused:
        raise Unreadable(refused.key) from refused
    except ChildDied as died:
        raise Unreadable(_DEATHS.get(died.reason, "workbook")) from died
    if not isinstance(answer, bytes):
        raise Unreadable("workbook")
    return answer


def _facts(pack: bytes) -> Facts:
    facts = facts_in(pack)
    if facts.unreadable:
        raise Unreadable(facts.unreadable, facts.candidates, line=facts.line)
    return facts


def _text(source: Source, encoding: str | None, separator: str | None, header: str | None) -> Table:
    spoken = encoding_of(source, encoding)
    sample = _sample(source, spoken.name)
    if len(_CONTROL.findall(sample)) > len(sample) / 20 + 10:
        raise Unreadable("binary", ["?"])
    sign = separators.separator_of(sample, separator)
    marks = separators.marks_of(sign, sample)

    def records(findings: Findings) -> Iterator[Record]:
        return _records(source, spoken.name, marks, findings)

    found = headers.header_of(list(islice(records(Findings()), headers.LOOKED_AT)), header)
    table = Table(spoken.name, sign, found, records)
    if not spoken.is_sure:
        table.known.warn(found.line or 1, "guessed_encoding", value=spoken.name)
    return table


def _sample(source: Source, encoding: str) -> str:
    """The first lines, whole unless there is only one."""
    with source.open() as opened, TextIOWrapper(opened, encoding, newline="") as stream:
        sample = stream.read(SAMPLE_SIGNS)
        is_all = not stream.read(1)
    end = max(sample.rfind("\n"), sample.rfind("\r")) + 1
    return sample if is_all or not end else sample[:end]


def _records(source: Source, encoding: str, marks: Marks, findings: Findings) -> Iterator[Record]:
    """Every record of the file; a broken one is a finding."""
    with source.open() as opened, TextIOWrapper(opened, encoding, newline="") as stream:
        records = CsvRecords(stream, marks.between, quote=marks.quote, is_spaced=marks.is_spaced)
        while True:
            try:
                yield from records
            except Broken as broken:
                if broken.is_open:
                    raise Unreadable("open_quote", line=broken.line) from broken
                findings.reject(broken.line, "quotes")
            else:
                return


def _rows(table: Table) -> Iterator[Record]:
    width, after, count = table.header.width, table.header.line or 0, 0
    for line, written in table.records(table.findings):
        cells = written if len(written) == width else _fitted(table, line, written)
        if line <= after or not cells or not (cells[0].strip() or any(map(str.strip, cells))):
            continue
        if after and _repeats(table, line, cells, is_first=not count):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable("too_many_rows")
        yield line, list(map(unescaped, cells)) if table.is_ours else cells


def _fitted(table: Table, line: int, cells: list[str]) -> list[str]:
    """The cells of a row that has more or fewer than the header; none when they do not fit."""
    width = table.header.width
    is_blank, is_above = not any(map(str.strip, cells)), line <= (table.header.line or 0)
    if is_blank or is_above or _is_hint(line, cells):
        return []
    if len(cells) > MOST_COLUMNS:
        raise Unreadable("too_many_columns", line=line)
    if any(map(str.strip, cells[width:])):
        table.findings.reject(line, "too_many_cells", value=cells[width].strip())
        return []
    if len(cells) < width:
        table.findings.warn(line, "short_row")
    return (cells + [""] * width)[:width]


def _first_text(cells: list[str]) -> str:
    return next(cell.strip() for cell in cells if cell.strip())[:200]


def _is_hint(line: int, cells: list[str]) -> bool:
    """Tell whether this is the line `sep=;` that spreadsheet programs understand."""
    return line == 1 and cells == ["sep=", ""]


def _repeats(table: Table, line: int, cells: list[str], *, is_first: bool) -> bool:
    """Tell whether a line holds no data: the header again, totals, or a remark below the table."""
    if cells == table.header.written:
        table.findings.warn(line, "repeated_header")
    elif is_first and headers.only_counts(cells, table.columns):
        table.findings.warn(line, "numbered_columns")
    elif is_first and headers.only_names(cells):
        table.findings.warn(line, "repeated_header")
    elif below := headers.stands_below(cells):
        table.findings.warn(line, below, value=_first_text(cells))
    else:
        return False
    return True
