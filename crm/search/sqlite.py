"""How SQLite finds words: FTS5 over the entries, kept by triggers in the same transaction."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from crm.search.models import SearchEntry
from crm.search.terms import Term, spelt_out

DDL = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        words, content='search_entry', content_rowid='id', detail=none, columnsize=0,
        prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, words)
        VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE OF words ON search_entry
    WHEN old.words <> new.words BEGIN
        INSERT INTO search_words(search_words, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO search_words(rowid, words) VALUES (new.id, new.words);
    END
    """,
)
UNDO = (
    "DROP TRIGGER IF EXISTS search_entry_changed",
    "DROP TRIGGER IF EXISTS search_entry_removed",
    "DROP TRIGGER IF EXISTS search_entry_added",
    "DROP TABLE IF EXISTS search_words",
)

_WORDS = sa.table("search_words", sa.column("rowid"), sa.column("search_words"))


def narrowed(query: sa.Select[Any], wanted: sa.BindParameter[str]) -> sa.Select[Any]:
    """The entries that hold what is wanted."""
    joined = query.join(_WORDS, _WORDS.c.rowid == SearchEntry.id)
    return joined.where(_WORDS.c.search_words.op("MATCH")(wanted))


terms = spelt_out
"""How words are looked for here."""


def wanted(shelf: str, looked_for: Sequence[Term]) -> str:
    """What stands on a shelf and holds each of some terms."""
    return " AND ".join([f'"{shelf}"', *map(_any_of, looked_for)])


def _any_of(term: Term) -> str:
    begins = [f'"{term.beginning}" *'] if term.beginning else []
    whole = (f'"{word}"' for word in term.words)
    return f"({' OR '.join([*begins, *whole])})"
