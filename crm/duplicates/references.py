"""Where a record is referred to, found from the tables, and which rows may not stand twice.

A foreign key refers; so does a pair of columns `…_kind` and `…_id`, and a column named after the
record's table. What is neither moved nor asked is declared below, with the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from crm.core.db import Model

UNTOUCHED = frozenset(
    {
        "audit_entry",  # the trail is never changed; old addresses lead on
        "audit_seal",
        "search_entry",  # entered anew after a merge and after its undoing
        "match_key",  # likewise
        "duplicate_pair",  # verdicts are carried over by a rule of their own
        "merge",
        "merge_step",
    }
)
SPANNED: dict[str, Sequence[str]] = {
    "belonging": ("institution_id", "parent_body_id"),
    "subordination": ("child_id", "parent_id"),
    "relation": ("kind", "near_id", "far_id"),
    "affiliation": ("person_id", "institution_id", "parent_body_id", "role"),
}
"""Dated rows that say the same when these agree and they share a day: one with all days stands."""
HIGHER = {"person_skill": "level", "strength": "depth"}
"""Of two rows that say the same, the one with more of this stands; elsewhere the survivor's."""
ANSWERED = {"invitee": ("rsvp", "needs_action")}
"""A row that waits for an answer gives way to one that has it."""
WORDED = {("reminder", "person"): "person"}
"""Columns that hold a record as words, `person:9`."""


@dataclass(frozen=True)
class Reference:
    """One column that may hold the record's id; with `kind`, only where that says so."""

    table: sa.Table
    column: sa.Column[Any]
    kind: sa.Column[Any] | None = None
    word: str = ""

    def holds(self, record_kind: str, record_id: int) -> sa.ColumnElement[bool]:
        """Hold for the rows that refer to one record."""
        here = self.column == self.value(record_id)
        return here if self.kind is None else sa.and_(here, self.kind == record_kind)

    def value(self, record_id: int) -> Any:
        """What the column holds for a record."""
        return f"{self.word}:{record_id}" if self.word else record_id


@lru_cache(maxsize=64)
def references_to(record_kind: str) -> tuple[Reference, ...]:
    """Every column of the house that may refer to a record of a kind."""
    tables = Model.metadata.sorted_tables
    found = [one for table in tables for one in _in_table(table, record_kind)]
    return tuple(found)


def _in_table(table: sa.Table, record_kind: str) -> Iterator[Reference]:
    if table.name in UNTOUCHED:
        return
    for column in table.columns:
        if any(key.column.table.name == record_kind for key in column.foreign_keys):
            yield Reference(table, column)
        elif WORDED.get((table.name, column.name)) == record_kind:
            yield Reference(table, column, word=record_kind)
        elif column.name.endswith("_id") and not column.foreign_keys:
            yield from _by_name(table, column, record_kind)


def _by_name(table: sa.Table, column: sa.Column[Any], record_kind: str) -> Iterator[Reference]:
    stem = column.name.removesuffix("_id")
    kind = table.columns.get(f"{stem}_kind")
    if kind is not None:
        yield Reference(table, column, kind)
    elif stem == record_kind and isinstance(column.type, sa.Integer):
        yield Reference(table, column)


@lru_cache(maxsize=256)
def unique_sets(table: sa.Table, column: str) -> tuple[tuple[str, ...], ...]:
    """The sets of columns in which no two rows may agree, as far as one column is in them."""
    sets = [tuple(one.name for one in table.primary_key.columns)]
    sets += [
        tuple(one.name for one in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]
    sets += [tuple(one.name for one in index.columns) for index in table.indexes if index.unique]
    return tuple(names for names in dict.fromkeys(sets) if column in names)


def only_once(table: sa.Table) -> set[str]:
    """The columns of a table that have a part in what no two rows may share."""
    rules = [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    return {column.name for rule in rules for column in rule.columns}


@lru_cache(maxsize=256)
def joins_itself(table: sa.Table, record_kind: str) -> list[str]:
    """The foreign keys of a table to one kind of which the database says that they differ."""
    keys = [one.column for one in references_to(record_kind) if one.table is table]
    names = [column.name for column in keys if column.foreign_keys]
    rules = [str(one.sqltext) for one in table.constraints if isinstance(one, sa.CheckConstraint)]
    told = [rule for rule in rules if "<>" in rule]
    return [name for name in names if any(name in rule.split() for rule in told)]
