"""Full-text search: how each database finds words."""

from alembic import op

revision = "20261124b"
down_revision = "20261124a"
branch_labels = None
depends_on = None

SQLITE = (
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5( words, "
        "content='search_entry', content_rowid='id', detail=none, columnsize=0, prefix='2 3', "
        "tokenize='unicode61 remove_diacritics 2' )"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_added AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_removed AFTER DELETE ON search_entry BEGIN "
        "INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, "
        "old.words); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE OF words ON "
        "search_entry WHEN old.words <> new.words BEGIN INSERT INTO "
        "search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words); "
        "INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END"
    ),
)
SQLITE_UNDO = (
    "DROP TRIGGER IF EXISTS search_entry_changed",
    "DROP TRIGGER IF EXISTS search_entry_removed",
    "DROP TRIGGER IF EXISTS search_entry_added",
    "DROP TABLE IF EXISTS search_words",
)
POSTGRESQL = ("CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry USING gin (words)",)
POSTGRESQL_UNDO = ("DROP INDEX IF EXISTS ix_search_entry_words",)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_UNDO if on_sqlite else POSTGRESQL_UNDO:
        op.execute(statement)
