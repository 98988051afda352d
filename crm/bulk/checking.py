"""From the cells of a table to checked rows: each cell read as its column means it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.bulk import cells, institution_rows, other_rows, person_rows
from crm.bulk.cells import Doubt, Reader, Refused
from crm.bulk.columns import Meaning
from crm.bulk.findings import Findings
from crm.bulk.kinds import Row
from crm.bulk.reading import Table
from crm.bulk.values import Values
from crm.core.text import clean, clean_lines, means_none

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
class Plan:
    """How to read the rows of one table."""

    fields: Sequence[tuple[int, str, Callable[[str], str], Reader]]
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
        (place, name, clean_lines if name in _JOINED else clean, readers[name])
        for place, name in sorted(meaning.fields.items())
    ]
    columns = {name: table.columns[place] for place, name, *_ in reversed(fields)}
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
    name, text = "", ""
    try:
        for place, name, tidy, reader in plan.fields:
            text = tidy(written[place])
            if not means_none(text):
                _take(values, name, _read(values, name, text, reader))
        name, text = "", ""
        _take_extras(plan, values, written)
        return plan.build(values)
    except Refused as refused:
        values.reject(refused.key, refused.field or name or values.naming, text or None)
        return None


def _read(values: Values, name: str, text: str, reader: Reader) -> Any:
    try:
        return reader(text)
    except Doubt as doubt:
        return values.doubt(doubt, name, text)


def _take(values: Values, name: str, value: Any) -> None:
    """Several columns may say one field: lines of an address are joined, else the first stands."""
    if value is None:
        return
    before = values.found.get(name)
    if before is None:
        values.found[name] = value
    elif name in _JOINED:
        values.found[name] = f"{before}, {value}"


def _take_extras(plan: Plan, values: Values, written: Sequence[str]) -> None:
    for place, name in plan.extras:
        text = clean_lines(written[place])
        if not means_none(text):
            values.extras[name] = str(_read(values, name, text, _EXTRA))
