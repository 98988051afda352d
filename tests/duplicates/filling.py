"""A row in whatever table, as small as the table allows: what is added later is filled as well."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from crm.core.db import Model, Words, db
from crm.duplicates.references import Reference

FIRST_DAY = date(2030, 1, 1)
FIRST_MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
SAID: dict[tuple[str, str], Any] = {
    ("strength", "depth"): 3,
    ("stored_file", "sha256"): "0" * 64,
}
"""What a table wants in a column, beyond its type."""
ALSO = {"affiliation": ("institution_id",), "letter_link": ("letter_id",)}
"""Foreign keys that may be empty by themselves, but not together."""
ALONE = frozenset({"agreement_party"})
"""Of these, two never stand beside each other: two parties of one agreement are two."""


class Filler:
    """Fills tables. `strangers` are the records to which whatever else must be named refers."""

    def __init__(self, strangers: dict[str, int]) -> None:
        """Take the strangers by their tables."""
        self._numbers = count(1)
        self._parents: dict[str, Any] = dict(strangers)

    def refer(self, reference: Reference, kind: str, record_id: int) -> None:
        """Write a row of the reference's table that refers to a record there and nowhere else."""
        given = {reference.column.name: reference.value(record_id)}
        if reference.kind is not None:
            given[reference.kind.name] = kind
        self.row(reference.table, given)

    def row(self, table: sa.Table, given: dict[str, Any]) -> Any:
        """Write a row with what is given and what the table demands; give its key."""
        values = dict(given)
        for column in table.columns:
            if column.name not in values and self._is_demanded(table, column):
                values[column.name] = self._value(table, column)
        written: Any = db.session.execute(sa.insert(table).values(values))
        return written.inserted_primary_key[0]

    def _is_demanded(self, table: sa.Table, column: sa.Column[Any]) -> bool:
        is_number = (column.primary_key and column.autoincrement is True) or column.name == "id"
        demanded = not column.nullable and column.default is None and not is_number
        return demanded or column.name in ALSO.get(table.name, ())

    def _value(self, table: sa.Table, column: sa.Column[Any]) -> Any:
        if column.foreign_keys:
            (key,) = column.foreign_keys
            return self._parent(key.column, alone=table.name in ALONE)
        if (table.name, column.name) in SAID:
            return SAID[table.name, column.name]
        return self._plain(column)

    def _parent(self, key: sa.Column[Any], *, alone: bool) -> Any:
        """The key of a row of another table: always the same one, unless rows stand alone."""
        name = key.table.name
        if alone:
            return self.row(Model.metadata.tables[name], {})
        if name not in self._parents:
            held = db.session.scalar(sa.select(key).limit(1))
            self._parents[name] = held or self.row(Model.metadata.tables[name], {})
        return self._parents[name]

    def _plain(self, column: sa.Column[Any]) -> Any:
        number, kind = next(self._numbers), column.type
        if isinstance(kind, Words):
            return next(iter(kind.kind))
        plain = kind.python_type
        if plain is datetime:
            return FIRST_MOMENT + timedelta(hours=number)
        if plain is date:
            return FIRST_DAY + timedelta(days=number)
        if plain is str:
            return f"x{number}"[: getattr(kind, "length", None) or 40]
        return {bool: False, int: number, bytes: b"x", float: 1.0}.get(plain, {})
