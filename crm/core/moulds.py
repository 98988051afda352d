"""Many rows as one driver takes them; what all of them share is said once, in the statement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

Values = dict[str, Any]
Way = Callable[[Any], Any]
MANY = 50
"""From so many rows on it pays to look for what all of them share."""
MOST_PLACES = 30_000
"""SQLite takes up to 32,766 values for one statement."""


@dataclass(frozen=True, kw_only=True)
class Mould:
    """How the values of some columns are written for one driver.

    `usual` is what columns hold where nobody says anything, `ways` lead from a value to what the
    driver takes; it takes the values of most columns as they are.
    """

    table: str
    columns: Mapping[str, str]
    said: Sequence[str]
    usual: Mapping[str, Any]
    ways: Mapping[str, Way]

    @classmethod
    def of(cls, table: Any, said: Values, dialect: Dialect) -> "Mould":
        """Take the columns that a row fills, and those that are filled where nobody does."""
        quote, usual = dialect.identifier_preparer, blank(table)
        found = {name: table.c[name] for name in (*said, *usual)}
        ways = {name: _way(column, dialect) for name, column in found.items()}
        return cls(
            table=quote.format_table(table),
            columns={name: quote.format_column(column) for name, column in found.items()},
            said=tuple(said),
            usual=usual,
            ways={name: way for name, way in ways.items() if way},
        )

    @property
    def copy(self) -> str:
        """The statement after which PostgreSQL takes rows as a stream."""
        return f"COPY {self.table} ({', '.join(self.columns.values())}) FROM STDIN"

    def lines(self, rows: Sequence[Values]) -> Iterator[tuple[Any, ...]]:
        """The values of each row in the order of the columns."""
        columns = (self._cast(name, self._values(name, rows)) for name in self.columns)
        return zip(*columns, strict=True)

    def inserts(self, rows: Sequence[Values], at_once: int) -> Iterator[tuple[str, Any]]:
        """The statements for SQLite, each with its values: many times one row, or one with many."""
        shared, moving = self._parted(rows)
        columns = ", ".join(self.columns[name] for name in (*shared, *moving))
        line = f"({', '.join([*shared.values(), *('?' for _ in moving)])})"
        statement = f"INSERT INTO {self.table} ({columns}) VALUES "  # noqa: S608 (our own words)
        values = list(zip(*moving.values(), strict=True))
        step = min(at_once, MOST_PLACES // len(moving))
        if step == 1:
            yield statement + line, values
            return
        for begin in range(0, len(values), step):
            some = values[begin : begin + step]
            yield statement + ", ".join([line] * len(some)), tuple(chain.from_iterable(some))

    def _parted(self, rows: Sequence[Values]) -> tuple[dict[str, str], dict[str, Sequence[Any]]]:
        """What all rows share, as it stands in a statement, and the values that come and go.

        Nothing that somebody wrote is ever part of a statement. One column always comes and goes.
        """
        shared: dict[str, str] = {}
        moving: dict[str, Sequence[Any]] = {}
        for name in self.columns:
            values = self._values(name, rows)
            literal = self._shared(name, values) if moving and len(rows) >= MANY else None
            if literal is None:
                moving[name] = self._cast(name, values)
            else:
                shared[name] = literal
        return shared, moving

    def _values(self, name: str, rows: Sequence[Values]) -> Sequence[Any]:
        if name in self.said:
            return list(map(itemgetter(name), rows))
        return [self.usual[name]] * len(rows)

    def _shared(self, name: str, values: Sequence[Any]) -> str | None:
        """What is the same in all rows, as far as it is ours or a number."""
        first = values[0]
        is_ours = first is None or isinstance(first, int) or first == self.usual.get(name)
        if is_ours and values.count(first) == len(values):
            return _literal(self._cast(name, [first])[0])
        return None

    def _cast(self, name: str, values: Sequence[Any]) -> Sequence[Any]:
        return list(map(self.ways[name], values)) if name in self.ways else values


def blank(table: sa.Table) -> Values:
    """What the columns of a new row hold where nobody says anything."""
    found = {}
    for column in table.columns:
        if column.default is not None and not column.primary_key:
            default: Any = column.default.arg  # type: ignore[attr-defined]
            found[column.key] = default(None) if callable(default) else default
    return found


def _way(column: Any, dialect: Dialect) -> Way | None:
    """How a value goes to the driver; what comes again and again, only once."""
    way: Way | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return way if way is None or isinstance(column.type, sa.JSON) else cache(way)


def _literal(value: Any) -> str | None:
    """What a driver would take, as it stands in a statement of SQLite, if it can."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and "\0" not in value:
        return "'" + value.replace("'", "''") + "'"
    return None
