"""How PostgreSQL finds words: a GIN index over their lexemes, with no extension."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from crm.search.models import SearchEntry

DDL = ("CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry USING gin (words)",)
UNDO = ("DROP INDEX IF EXISTS ix_search_entry_words",)


def narrowed(query: sa.Select[Any], wanted: sa.BindParameter[str]) -> sa.Select[Any]:
    """The entries that hold what is wanted."""
    return query.where(SearchEntry.words.op("@@")(sa.cast(wanted, TSQUERY)))


def wanted(shelf: str, alternatives: Sequence[Sequence[str]]) -> str:
    """The words on a shelf, for each typed word one of its alternatives.

    The first alternative is the beginning of a word, the others are whole words.
    """
    each = (_either(f"'{first}':*", others) for first, *others in alternatives)
    return " & ".join([f"'{shelf}'", *each])


def _either(first: str, others: Sequence[str]) -> str:
    quoted = (f"'{word}'" for word in others)
    return f"({' | '.join([first, *quoted])})"
