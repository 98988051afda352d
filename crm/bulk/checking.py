"""From the cells of a table to checked rows: each cell read as its column means it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from crm.bulk import cells, institution_rows, other_rows, person_rows
from crm.bulk.cells import Doubt, Reader, Refused
from crm.bulk.columns import Meaning
from crm.bulk.findings import Findings
from crm.bulk.kinds import Row
from crm.bulk.reading import Table
from crm.bulk.values import Values
from crm.core.text import clean, clean_lines, means_none

_SAID_AGAIN = 1024
"""So many cells of a column are remembered: most of a list's columns say the same again."""
_AS_TEXT = re.compile(r'="([^"]*)"\s*')
_JOINED = frozenset({"address", "note", "purpose"})
_EXTRA = cells.text_within(cells.MOST_TEXT_SIGNS)
_KINDS: dict[str, tuple[dict[str, Reader], Callable[[Values], Row]]] = {
    "institutions": (institution_rows.READERS, institution_rows.built),
    "parent-bodies": (institution_rows.READERS, institution_rows.built),
    "people": (person_rows.READERS, person_rows.built),
    "affiliations": (other_rows.AFFILIATION_READERS, other_rows.affiliation),
    "agreements": (other_rows.AGREEMENT_READERS, other_rows.agreement),
    "gatherings": (other_rows.GATHERING_READERS, other_rows.gathering),
}


@dataclass(frozen=True)
class Column:
    """Where a field stands, how its cells are tidied, and how they are tidied and read in one go.

    A cell that means none is read as None.
    """

    place: int
    name: str
    tidy: Callable[[str], str]
    read: Callable[[str], Any]

    @classmethod
    def of(cls, place: int, name: str, reader: Reader) -> "Column":
        """Take the field that stands in a place."""
        tidy = clean_lines if name in _JOINED else clean

        @lru_cache(_SAID_AGAIN)
        def read(written: str) -> Any:
            text = tidy(_unwrapped(written))
            return None if means_none(text) else reader(text)

        return cls(place, name, tidy, read)


def _unwrapped(written: str) -> str:
    """A cell without the formula by which spreadsheet programs keep digits as text: ="0012"."""
    wrapped = _AS_TEXT.fullmatch(written) if written.startswith("=") else None
    return wrapped.group(1) if wrapped else written


@dataclass(frozen=True)
class Plan:
    """How to read the rows of one table."""

    fields: Sequence[Column]
    extras: Sequence[tuple[int, str]]
    columns: dict[str, str]
    build: Callable[[Values], Row]
    findings: Findings = field(repr=False)


def rows_of(table: Table, meaning: Meaning) -> Iterator[Row]:
    """The rows that can be taken. The others, and all warnings, are in the table's findings."""
    rows = table.rows
    _say_of_columns(table, meaning)
    plan = _plan(table, meaning)
    for line, written in rows:
        row = _row(plan, line, written)
        if row is not None:
            yield row


def _plan(table: Table, meaning: Meaning) -> Plan:
    readers, build = _KINDS[meaning.kind]
    fields = [
        Column.of(place, name, readers[name]) for place, name in sorted(meaning.fields.items())
    ]
    columns = {one.name: table.columns[one.place] for one in reversed(fields)}
    return Plan(fields, sorted(meaning.extras.items()), columns, build, table.findings)


def _say_of_columns(table: Table, meaning: Meaning) -> None:
    line, findings = table.header_line or 1, table.findings
    if meaning.guessed_name:
        findings.warn(line, "guessed_name", meaning.guessed_name)
    for name in meaning.unknown_fields:
        findings.warn(line, "unknown_field", name)
    for name in table.header.repeated:
        findings.warn(line, "repeated_column", name)


def _row(plan: Plan, line: int, written: Sequence[str]) -> Row | None:
    """One row, or none when a cell of it refuses."""
    values = Values(line, plan.columns, plan.findings)
    column = None
    try:
        for column in plan.fields:
            value = _read(values, column, written[column.place])
            if value is not None:
                _take(values, column.name, value)
        column = None
        _take_extras(plan, values, written)
        return plan.build(values)
    except Refused as refused:
        name, text = (column.name, column.tidy(written[column.place])) if column else ("", "")
        values.reject(refused.key, refused.field or name or values.naming, text or None)
        return None


def _read(values: Values, column: Column, written: str) -> Any:
    try:
        return column.read(written)
    except Doubt as doubt:
        return values.doubt(doubt, column.name, column.tidy(written))


def _take(values: Values, name: str, value: Any) -> None:
    """Several columns may say one field: lines of an address are joined, else the first stands."""
    before = values.found.get(name)
    if before is None:
        values.found[name] = value
    elif name in _JOINED:
        values.found[name] = f"{before}, {value}"


def _take_extras(plan: Plan, values: Values, written: Sequence[str]) -> None:
    for place, name in plan.extras:
        text = clean_lines(written[place])
        if not means_none(text):
            values.extras[name] = _extra(values, name, text)


def _extra(values: Values, name: str, text: str) -> str:
    try:
        return str(_EXTRA(text))
    except Doubt as doubt:
        return str(values.doubt(doubt, name, text))
