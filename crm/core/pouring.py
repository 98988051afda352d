"""Many rows into one table at once, past the single records of the session."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

from crm.core.db import Model, db
from crm.core.later import Later

psycopg = Later("psycopg")
Values = dict[str, Any]


def pour(model: type[Model], rows: Sequence[Values]) -> None:
    """Add rows that all fill the same columns, as fast as the driver takes them.

    What they don't say is as the column holds it where nobody says anything. Nothing is given
    back, and the session knows nothing of these rows.
    """
    if not rows:
        return
    connection = db.session.connection()
    table: Any = model.__table__
    unsaid = {name: value for name, value in blank(table).items() if name not in rows[0]}
    rows = [{**unsaid, **row} for row in rows] if unsaid else rows
    mould = _Mould.of(table, tuple(rows[0]), connection.dialect)
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(mould.insert, list(mould.cast(rows)))
        return
    try:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(mould.copy) as stream:
            for row in mould.cast(rows):
                stream.write_row(row)
    except psycopg.Error as error:
        raise _as_elsewhere(error, mould.copy, connection.dialect) from error


def blank(table: sa.Table) -> Values:
    """What the columns of a new row hold where nobody says anything."""
    found = {}
    for column in table.columns:
        if column.default is not None and not column.primary_key:
            default: Any = column.default.arg  # type: ignore[attr-defined]
            found[column.key] = default(None) if callable(default) else default
    return found


def _as_elsewhere(error: Exception, statement: str, dialect: Dialect) -> Exception:
    """A refusal of the database as every other statement would meet it."""
    found = sa.exc.DBAPIError.instance(
        statement, None, error, psycopg.Error, hide_parameters=True, dialect=dialect
    )
    return found if isinstance(found, Exception) else error


@dataclass(frozen=True)
class _Mould:
    """How the values of some columns are written for one driver."""

    table: str
    names: Sequence[str]
    columns: str
    ways: Mapping[str, Callable[[Any], Any]]

    @classmethod
    def of(cls, table: Any, names: Sequence[str], dialect: Dialect) -> "_Mould":
        """Take some columns of a table; the driver takes the values of most as they are."""
        quote = dialect.identifier_preparer
        found = {name: table.c[name] for name in names}
        ways = {
            name: column.type.dialect_impl(dialect).bind_processor(dialect)
            for name, column in found.items()
        }
        return cls(
            quote.format_table(table),
            names,
            ", ".join(map(quote.format_column, found.values())),
            {name: way for name, way in ways.items() if way},
        )

    @property
    def insert(self) -> str:
        """The statement for a driver that takes many rows for one."""
        places = ", ".join("?" for _ in self.names)
        return f"INSERT INTO {self.table} ({self.columns}) VALUES ({places})"  # noqa: S608 (names)

    @property
    def copy(self) -> str:
        """The statement after which PostgreSQL takes rows as a stream."""
        return f"COPY {self.table} ({self.columns}) FROM STDIN"

    def cast(self, rows: Sequence[Values]) -> Iterator[tuple[Any, ...]]:
        """The values of each row in the order of the columns."""
        ways = [self.ways.get(name) for name in self.names]
        columns = [
            map(way, map(itemgetter(name), rows)) if way else map(itemgetter(name), rows)
            for name, way in zip(self.names, ways, strict=True)
        ]
        return zip(*columns, strict=True)
