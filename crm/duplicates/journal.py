"""The journal of a merge: every row that it touches, as it was and as it is since."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from crm.core.changes import plain_value
from crm.core.db import Model, Moment, db
from crm.duplicates.models import Act, Merge, MergeStep

Values = dict[str, Any]
_READ: tuple[tuple[type[Any], Callable[[str], Any]], ...] = (
    (Moment, datetime.fromisoformat),
    (sa.Date, date.fromisoformat),
    (sa.Time, time.fromisoformat),
    (sa.Numeric, Decimal),
)


def table_named(name: str) -> sa.Table:
    """A table of the house."""
    return Model.metadata.tables[name]


def table_of(model: type[Model]) -> sa.Table:
    """The table of a model."""
    return table_named(str(model.__tablename__))


def plain(values: Any) -> Values:
    """A row as the journal keeps it."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else plain_value(value)


def typed(table: sa.Table, values: Mapping[str, Any]) -> Values:
    """A row of the journal as its table takes it."""
    return {name: _typed(table.c[name], value) for name, value in values.items()}


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    for kind, read in _READ:
        if isinstance(column.type, kind):
            return read(value)
    return value


def key_of(table: sa.Table, row: Any) -> Values:
    """What tells a row from all others of its table."""
    return {column.name: row[column.name] for column in table.primary_key.columns}


def at(table: sa.Table, key: Mapping[str, Any]) -> sa.ColumnElement[bool]:
    """Hold for the one row with a key."""
    return sa.and_(*(table.c[name] == value for name, value in typed(table, key).items()))


def _of_key(key: Values, values: Values) -> Values:
    """Those of some values that belong to the key: the row is found by them from now on."""
    return {name: value for name, value in values.items() if name in key}


class Journal:
    """Does what a merge does, and writes down each row of it."""

    def __init__(self, merge: Merge) -> None:
        """Begin the journal of a merge that is saved."""
        self._merge = merge

    def move(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], **values: Any) -> None:
        """Let some rows hold other values in the same columns; two statements."""
        if not rows:
            return
        keys = [key_of(table, row) for row in rows]
        before = [{name: row[name] for name in values} for row in rows]
        for key in keys if len(table.primary_key.columns) > 1 else ():
            db.session.execute(sa.update(table).where(at(table, key)).values(values))
        if len(table.primary_key.columns) == 1:
            self._move_by_id(table, keys, values)
        moved = [
            self._step(table, Act.MOVED, {**key, **_of_key(key, values)}, was, values)
            for key, was in zip(keys, before, strict=True)
        ]
        db.session.execute(sa.insert(MergeStep), moved)

    @staticmethod
    def _move_by_id(table: sa.Table, keys: Sequence[Values], values: Values) -> None:
        (column,) = table.primary_key.columns
        ids = [key[column.name] for key in keys]
        for begin in range(0, len(ids), 500):
            some = column.in_(ids[begin : begin + 500])
            db.session.execute(sa.update(table).where(some).values(values))

    def change(self, table: sa.Table, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Let one row hold other values."""
        key = key_of(table, row)
        db.session.execute(sa.update(table).where(at(table, key)).values(dict(values)))
        before = {name: row[name] for name in values}
        step = self._step(table, Act.CHANGED, key, before, values)
        db.session.execute(sa.insert(MergeStep), [step])

    def remove(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Take one row away; all that it held is kept here."""
        key = key_of(table, row)
        db.session.execute(sa.delete(table).where(at(table, key)))
        step = self._step(table, Act.REMOVED, key, row, {})
        db.session.execute(sa.insert(MergeStep), [step])

    def _step(
        self,
        table: sa.Table,
        act: Act,
        key: Mapping[str, Any],
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> Values:
        return {
            "merge_id": self._merge.id,
            "row_table": table.name,
            "act": act,
            "row_key": plain(key),
            "before": plain(before),
            "after": plain(after),
        }
