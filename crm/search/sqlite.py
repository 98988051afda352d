"""How SQLite finds words: FTS5 over the entries, kept by triggers in the same transaction."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from crm.search.models import SearchEntry

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


def wanted(shelf: str, alternatives: Sequence[Sequence[str]]) -> str:
    """The words on a shelf, for each typed word one of its alternatives.

    The first alternative is the beginning of a word, the others are whole words.
    """
    each = (_either(f'"{first}" *', others) for first, *others in alternatives)
    return " AND ".join([f'"{shelf}"', *each])


def _either(first: str, others: Sequence[str]) -> str:
    quoted = (f'"{word}"' for word in others)
    return f"({' OR '.join([first, *quoted])})"
