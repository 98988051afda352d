"""Many records at once: ids that follow each other by their two ends, other values in one bundle.

A thousand places in a statement cost more to write and to read than the database takes to answer.
"""

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class Bundle(TypeDecorator[list[Any]]):
    """Texts or numbers sent as one value: an array on PostgreSQL, a list in JSON on SQLite."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, item: Any) -> None:
        """Remember what each of them is."""
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the form in which it is sent."""
        is_array = dialect.name == "postgresql"
        return dialect.type_descriptor(ARRAY(self.item) if is_array else sa.JSON())


class _HeldBy(FunctionElement[Any]):
    """That a column holds one of the values of a bundle.

    Of no type: a truth value would be compared with 1 on SQLite, which then reads no index.
    """

    type = sa.types.NULLTYPE
    inherit_cache = True


@compiles(_HeldBy)
def _on_sqlite(held: _HeldBy, compiler: SQLCompiler, **more: Any) -> str:
    column, bundle = (compiler.process(one, **more) for one in held.clauses)
    return f"{column} IN (SELECT value FROM json_each({bundle}))"  # noqa: S608 (compiled)


@compiles(_HeldBy, "postgresql")
def _on_postgresql(held: _HeldBy, compiler: SQLCompiler, **more: Any) -> str:
    column, bundle = (compiler.process(one, **more) for one in held.clauses)
    return f"{column} = ANY ({bundle})"


def one_of(column: Any, values: Iterable[str | int]) -> sa.ColumnElement[bool]:
    """That a column of texts or numbers holds one of some values, however many there are."""
    return _HeldBy(column, sa.literal(list(values), Bundle(column.type)))


def among(column: Any, ids: Collection[int]) -> sa.ColumnElement[bool]:
    """That a column holds one of some ids, each given once; without a gap two ends say it all."""
    if ids and max(ids) - min(ids) + 1 == len(ids):
        span: sa.ColumnElement[bool] = column.between(min(ids), max(ids))
        return span
    return one_of(column, ids)
