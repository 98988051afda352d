"""INSERT … ON CONFLICT, the one statement that the two engines spell alike but keep apart."""

from typing import TypeAlias

from sqlalchemy.dialects import postgresql, sqlite

from crm.core.db import Model, db

Insertion: TypeAlias = postgresql.Insert | sqlite.Insert


def insertion(into: type[Model]) -> Insertion:
    """An insertion that can say what happens on a conflict, for the engine in use."""
    if is_postgresql():
        return postgresql.insert(into)
    return sqlite.insert(into)


def is_postgresql() -> bool:
    """Tell which engine is in use."""
    return db.engine.dialect.name == "postgresql"
