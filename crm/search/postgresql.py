"""How PostgreSQL finds words: a GIN index over their lexemes, with no extension."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from crm.search.models import SearchEntry
from crm.search.terms import Term, as_beginnings

DDL = ("CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry USING gin (words)",)
UNDO = ("DROP INDEX IF EXISTS ix_search_entry_words",)


def narrowed(query: sa.Select[Any], wanted: sa.BindParameter[str]) -> sa.Select[Any]:
    """The entries that hold what is wanted."""
    return query.where(SearchEntry.words.op("@@")(sa.cast(wanted, TSQUERY)))


terms = as_beginnings
"""How words are looked for here."""


def wanted(shelf: str, looked_for: Sequence[Term]) -> str:
    """What stands on a shelf and holds each of some terms."""
    return " & ".join([f"'{shelf}'", *map(_any_of, looked_for)])


def _any_of(term: Term) -> str:
    begins = [f"'{term.beginning}':*"] if term.beginning else []
    whole = (f"'{word}'" for word in term.words)
    return f"({' | '.join([*begins, *whole])})"
