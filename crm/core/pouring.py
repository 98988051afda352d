"""Many rows into one table at once, past the single records of the session."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import Dialect

from crm.core.db import Model, db
from crm.core.later import Later
from crm.core.moulds import Mould, Values

psycopg = Later("psycopg")


def pour(model: type[Model], rows: Sequence[Values], *, at_once: int = 1) -> None:
    """Add rows that all fill the same columns, as fast as the driver takes them.

    What they don't say is as the column holds it where nobody says anything. Nothing is given
    back, and the session knows nothing of these rows. On SQLite a statement adds `at_once` rows:
    many are quicker only where a trigger enters them in an index of words, which is written out at
    the end of each statement.
    """
    if not rows:
        return
    connection = db.session.connection()
    mould = Mould.of(model.__table__, rows[0], connection.dialect)
    if connection.dialect.name != "postgresql":
        for statement, values in mould.inserts(rows, at_once):
            connection.exec_driver_sql(statement, values)
        return
    try:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(mould.copy) as stream:
            for row in mould.lines(rows):
                stream.write_row(row)
    except psycopg.Error as error:
        raise _as_elsewhere(error, mould.copy, connection.dialect) from error


def _as_elsewhere(error: Exception, statement: str, dialect: Dialect) -> Exception:
    """A refusal of the database as every other statement would meet it."""
    found = sa.exc.DBAPIError.instance(
        statement, None, error, psycopg.Error, hide_parameters=True, dialect=dialect
    )
    return found if isinstance(found, Exception) else error
