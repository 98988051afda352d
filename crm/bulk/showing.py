"""An import as its page shows it: columns with both names, rows with what is odd in which cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from crm.bulk.findings import Conflicting, Rejected, Warned
from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.vocabulary import ImportKind
from crm.bulk.words import OUTCOME_NAMES, field_name
from crm.core.filters import address_with

_PAGES = {
    ImportKind.INSTITUTIONS: ("institutions.show", "institution_id"),
    ImportKind.PARENT_BODIES: ("parent_bodies.show", "parent_body_id"),
    ImportKind.PEOPLE: ("people.show", "person_id"),
    ImportKind.AGREEMENTS: ("agreements.show", "agreement_id"),
    ImportKind.GATHERINGS: ("gatherings.show", "gathering_id"),
}
_SHOWN_IN = {
    "web": ("website",),
    "born_on": ("birth_date",),
    "title_before": ("title_front", "name"),
    "title_after": ("title_back", "name"),
    "regency_code": ("regency", "regency_code", "regency_code_2022", "area", "city"),
    "latitude": ("latitude", "coordinates"),
}
_BY_FIELD = {"other_place": ("regency", "regency_code", "area", "city", "name")}


@dataclass(frozen=True)
class Column:
    """One column of the file that means something, with its own name and ours."""

    place: int
    name: str
    field: str

    @property
    def label(self) -> str:
        """What we call it."""
        return field_name(self.field)


@dataclass
class Cell:
    """One cell as it is written in the file, with what is odd or wrong in it."""

    text: str = ""
    bad: str = ""
    odd: str = ""
    before: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Line:
    """One row with its cells, and what is said of it as a whole."""

    row: ImportedRow
    cells: Sequence[Cell]
    said: Sequence[str]
    record_url: str


def columns_of(of: Import) -> list[Column]:
    """The columns of the file that stand for something, in their order."""
    names = of.reading.get("columns", [])
    meant = [(place, name, of.mapping.get(name)) for place, name in enumerate(names)]
    return [Column(place, name, field) for place, name, field in meant if field]


def lines_of(of: Import, rows: Iterable[ImportedRow]) -> list[Line]:
    """Rows as they are shown."""
    columns = columns_of(of)
    return [_line(of.kind, columns, row) for row in rows]


def _line(kind: ImportKind, columns: Sequence[Column], row: ImportedRow) -> Line:
    cells = [Cell(_text(row.cells, column.place)) for column in columns]
    said: list[str] = []
    for names, sentence, tone in _findings(row):
        cell = _cell(columns, cells, names)
        if cell is None:
            said.append(sentence)
        else:
            setattr(cell, tone, sentence)
    _show_changes(columns, cells, row)
    return Line(row, cells, said, record_url(kind, row.record_id))


def _findings(row: ImportedRow) -> Iterable[tuple[Sequence[str], str, str]]:
    """What is wrong or odd: in which column (of the file or of ours), the sentence, the tone."""
    if row.outcome is Outcome.REJECTED:
        rejected = Rejected(row.line, row.column, row.key, row.value)
        yield [row.column or ""], rejected.reason, "bad"
    if row.outcome is Outcome.CONFLICT:
        conflict = Conflicting(row.line, row.key, row.value)
        yield _BY_FIELD.get(row.key, ("name", "first", "last")), conflict.reason, "odd"
    for note in row.notes:
        yield [note["column"] or ""], Warned(**note).sentence, "odd"


def _cell(columns: Sequence[Column], cells: Sequence[Cell], names: Sequence[str]) -> Cell | None:
    for name in names:
        for column, cell in zip(columns, cells, strict=True):
            if name in {column.name, column.field}:
                return cell
    return None


def _show_changes(columns: Sequence[Column], cells: Sequence[Cell], row: ImportedRow) -> None:
    """Mark what an updated row adds, and what stood there before."""
    if row.outcome is not Outcome.UPDATED:
        return
    for name in row.after:
        cell = _cell(columns, cells, _SHOWN_IN.get(name, (name,)))
        if cell:
            cell.is_new, cell.before = True, str(row.before.get(name) or "")


def _text(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def record_url(kind: ImportKind, record_id: int | None) -> str:
    """Where a record is shown; empty when there is none."""
    if record_id is None or kind not in _PAGES:
        return ""
    endpoint, argument = _PAGES[kind]
    return url_for(endpoint, **{argument: record_id})  # type: ignore[arg-type]


def list_url(kind: ImportKind) -> str:
    """Where all records of a kind are listed."""
    endpoint, _argument = _PAGES.get(kind, _PAGES[ImportKind.PEOPLE])
    when = "past" if kind is ImportKind.GATHERINGS else None
    return url_for(endpoint.replace(".show", ".index"), when=when)


def segments_of(of: Import, chosen: Outcome | None) -> list[Mapping[str, Any]]:
    """How many rows came to what, each with the address that shows only those."""
    counts = {
        Outcome.ACCEPTED: of.accepted,
        Outcome.UPDATED: of.updated,
        Outcome.DUPLICATE: of.duplicates,
        Outcome.CONFLICT: of.conflicts,
        Outcome.REJECTED: of.rejected,
    }
    shown = [(outcome, count) for outcome, count in counts.items() if count]
    return [
        {
            "label": OUTCOME_NAMES[outcome],
            "count": count,
            "url": address_with(outcome=outcome.value),
            "current": outcome is chosen,
            "late": outcome is Outcome.REJECTED,
        }
        for outcome, count in shown
    ]
