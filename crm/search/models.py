"""What is searched: one row of words for each record and each kind of reader."""

from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from crm.core.db import Model, Words


class Scope(StrEnum):
    """How much of a record the words tell: all, only what its public page shows, or labels too."""

    FULL = "full"
    PUBLIC = "public"
    LABELS = "labels"


class FoldedWords(TypeDecorator[str]):
    """Folded words with single blanks between them; on PostgreSQL kept as a set of lexemes.

    They go in as they are: the server's parser, which cuts addresses and numbers in its own way,
    and its dictionaries have no part in it.
    """

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the column's type."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else sa.Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Quote each word as a lexeme where the column wants lexemes."""
        if value is None or dialect.name != "postgresql":
            return value
        return " ".join(f"'{word}'" for word in value.split())


class SearchEntry(Model):
    """The folded words of one record, after the shelves on which the entry stands.

    A row without words is never found: the public row of a record that is not published.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    record_id: Mapped[int]
    scope: Mapped[Scope] = mapped_column(Words(Scope))
    title: Mapped[str] = mapped_column(sa.String(300))
    second: Mapped[str] = mapped_column(sa.String(300), default="")
    folded_title: Mapped[str] = mapped_column(sa.String(300))
    words: Mapped[str] = mapped_column(FoldedWords)

    __table_args__ = (sa.UniqueConstraint("kind", "record_id", "scope"),)


class SearchWord(Model):
    """A word that some record holds: what a misspelt word may have meant."""

    word: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
