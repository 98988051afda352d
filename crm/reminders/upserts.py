"""What the two engines spell apart: INSERT … ON CONFLICT, and tables for prepared statements."""

from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crm.core.db import Model, db

Insertion: TypeAlias = postgresql.Insert | sqlite.Insert


def insertion(into: type[Model]) -> Insertion:
    """An insertion that can say what happens on a conflict, for the engine in use."""
    if is_postgresql():
        return postgresql.insert(into)
    return sqlite.insert(into)


def table_of(model: type[Model]) -> sa.Table:
    """The table of a model, for statements that are built once."""
    table = model.__table__
    if not isinstance(table, sa.Table):
        raise TypeError(model)
    return table


def is_postgresql() -> bool:
    """Tell which engine is in use."""
    return db.engine.dialect.name == "postgresql"
