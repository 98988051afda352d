"""The question that a search puts to the database: one branch for each kind and shelf.

Who sees everything asks the same question each time, with other words: it is put together once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from crm.labels.models import Archived
from crm.search.engines import engine_named
from crm.search.models import SearchEntry

EACH_KIND = 12
COMPARED = 500
BEGINS = "begins"
EVERYTHING: sa.ColumnElement[Any] = sa.literal_column("*")
NEAREST_FIRST = (sa.text("begins DESC"), sa.text("length(title)"), sa.text("title, record_id"))
"""Said as text: the columns of two nested questions for each kind take longer than the answer."""


@dataclass(frozen=True)
class Branch:
    """One kind of record on one shelf; its words are given under `wanted` and its number."""

    number: int
    kind: str
    is_own: bool
    has_archive: bool

    @property
    def wanted(self) -> str:
        """The name under which its words are given."""
        return f"wanted_{self.number}"


def question(
    branches: Sequence[tuple[Branch, sa.Exists | None]], *, with_archive: bool, dialect: str
) -> sa.CompoundSelect[Any]:
    """The best entries of each branch; what a branch may show is narrowed where that is given."""
    if all(seen is None for _branch, seen in branches):
        return _whole(tuple(branch for branch, _seen in branches), with_archive, dialect)
    looked = [(_entries(branch, with_archive, dialect), seen) for branch, seen in branches]
    return sa.union_all(
        *(_nearest(query if seen is None else query.where(seen)) for query, seen in looked)
    )


@lru_cache(maxsize=64)
def _whole(
    branches: tuple[Branch, ...],
    with_archive: bool,
    dialect: str,
) -> sa.CompoundSelect[Any]:
    return sa.union_all(*(_nearest(_entries(one, with_archive, dialect)) for one in branches))


@lru_cache(maxsize=512)
def _entries(
    branch: Branch,
    with_archive: bool,
    dialect: str,
) -> sa.Select[Any]:
    gone = _in_archive(branch)
    begins = SearchEntry.folded_title.like(sa.bindparam(BEGINS, type_=sa.String), escape="/")
    every = sa.select(
        SearchEntry.kind,
        SearchEntry.record_id,
        SearchEntry.title,
        SearchEntry.second,
        begins.label("begins"),
        sa.literal(branch.is_own).label("own"),
        (gone if with_archive else sa.false()).label("gone"),
    )
    words = sa.bindparam(branch.wanted, type_=sa.String)
    query: sa.Select[Any] = engine_named(dialect).narrowed(every, words)
    return query if with_archive else query.where(~gone)


def _nearest(entries: sa.Select[Any]) -> sa.Select[Any]:
    """Those whose title begins so, then the shortest titles.

    Of a word that thousands share only the first few hundred are compared.
    """
    some = entries.limit(COMPARED).subquery("some")
    nearest = sa.select(EVERYTHING).select_from(some).order_by(*NEAREST_FIRST).limit(EACH_KIND)
    return sa.select(EVERYTHING).select_from(nearest.subquery("nearest"))


def _in_archive(branch: Branch) -> sa.ColumnElement[bool]:
    """Hold for entries of records in the archive, where there is one for their kind."""
    if not branch.has_archive:
        return sa.false()
    return sa.exists().where(
        Archived.record_kind == branch.kind, Archived.record_id == SearchEntry.record_id
    )


def beginning(text: str) -> str:
    """The pattern of what begins with a text."""
    return f"{text.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
