"""Which database's way of finding words is in use, and how it is put in place."""

from types import ModuleType
from typing import Any

import sqlalchemy as sa

from crm.search import postgresql, sqlite
from crm.search.models import SearchEntry


def engine_of(connection: sa.Connection | sa.Engine) -> ModuleType:
    """The module for a connection's database."""
    return engine_named(connection.dialect.name)


def engine_named(dialect: str) -> ModuleType:
    """The module for a database by its name."""
    return postgresql if dialect == "postgresql" else sqlite


def create_indices(connection: sa.Connection) -> None:
    """Put in place what this database needs to find words; the migration calls this too."""
    for statement in engine_of(connection).DDL:
        connection.execute(sa.text(statement))


def drop_indices(connection: sa.Connection) -> None:
    """Take it away again, before the table of entries goes."""
    for statement in engine_of(connection).UNDO:
        connection.execute(sa.text(statement))


def _after_create(_table: object, connection: sa.Connection, **_kwargs: Any) -> None:
    create_indices(connection)


def _before_drop(_table: object, connection: sa.Connection, **_kwargs: Any) -> None:
    drop_indices(connection)


sa.event.listen(SearchEntry.__table__, "after_create", _after_create)
sa.event.listen(SearchEntry.__table__, "before_drop", _before_drop)
