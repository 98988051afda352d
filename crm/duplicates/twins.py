"""Rows of one table that would say the same twice, and what becomes of the one that stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.duplicates.journal import Values
from crm.duplicates.references import ANSWERED, HIGHER, SPANNED, only_once, unique_sets

NOTHING: tuple[Any, ...] = (None, "", [], {})


class Twins:
    """The rows that already refer to the survivor in one column, to be asked for their like."""

    def __init__(self, table: sa.Table, column: str, rows: Sequence[Values]) -> None:
        """Sort them by every rule under which two may not both stand."""
        self._table, self._rows = table, rows
        self._sets = unique_sets(table, column)
        self._known = {key: row for row in rows for key in self._keys(row)}

    def of(self, row: Values) -> Values | None:
        """The row that says the same already."""
        exact = next((self._known[key] for key in self._keys(row) if key in self._known), None)
        return exact or next(self._beside(row), None)

    def _keys(self, row: Values) -> list[tuple[Any, ...]]:
        """The row under each rule. Nothing counts as equal to nothing, here as for a reader."""
        return [(names, *(row[name] for name in names)) for names in self._sets]

    def _beside(self, row: Values) -> Iterator[Values]:
        names = SPANNED.get(self._table.name)
        for other in self._rows if names else ():
            agrees = all(row[name] == other[name] for name in names or ())
            if agrees and share_a_day(row, other):
                yield other


def share_a_day(one: Values, other: Values) -> bool:
    """Tell whether two dated rows hold on a common day; open ends reach for ever."""
    begin = max(one["starts_on"] or date.min, other["starts_on"] or date.min)
    end = min(one["ends_on"] or date.max, other["ends_on"] or date.max)
    return begin <= end


def made_whole(table: sa.Table, kept: Values, aside: Values) -> Values:
    """What the row that stands takes from the one that is set aside."""
    better = {name: aside[name] for name in _to_fill(table, kept) if aside[name] not in NOTHING}
    if table.name in SPANNED:
        better |= _all_days(kept, aside)
    if (name := HIGHER.get(table.name)) and aside[name] > kept[name]:
        better[name] = aside[name]
    return {name: value for name, value in better.items() if value != kept[name]}


def _to_fill(table: sa.Table, kept: Values) -> list[str]:
    """The columns in which the row that stands says nothing; all, where it has no answer yet."""
    keys = {column.name for column in table.primary_key.columns} | only_once(table)
    free = [c.name for c in table.columns if c.name not in keys and not c.foreign_keys]
    name, nothing = ANSWERED.get(table.name, ("", ""))
    waits = bool(name) and str(kept[name]) == nothing
    spanned = {"starts_on", "ends_on"} if table.name in SPANNED else set()
    return [one for one in free if one not in spanned and (waits or kept[one] in NOTHING)]


def _all_days(kept: Values, aside: Values) -> Values:
    begins, ends = (kept["starts_on"], aside["starts_on"]), (kept["ends_on"], aside["ends_on"])
    return {
        "starts_on": None if None in begins else min(begins),
        "ends_on": None if None in ends else max(ends),
    }
