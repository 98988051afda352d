"""Words with figures are known too, so that a beginning is looked for by the words it has."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0200"
down_revision = "20261126_2340"
branch_labels = None
depends_on = None

SHORTEST = 4
ENTRIES = sa.table("search_entry")


def upgrade() -> None:
    bind = op.get_bind()
    words: sa.ColumnElement[str] = sa.column("words")
    if bind.dialect.name == "postgresql":
        words = sa.func.array_to_string(sa.func.tsvector_to_array(words), " ")
    told = (row[0].split() for row in bind.execute(sa.select(words).select_from(ENTRIES)))
    found = {
        one for some in told for one in some if len(one) >= SHORTEST and one[:SHORTEST].isalpha()
    }
    known = {row[0] for row in bind.execute(sa.text("SELECT word FROM search_word"))}
    new = [{"word": word} for word in sorted(found - known)]
    if new:
        bind.execute(sa.text("INSERT INTO search_word (word) VALUES (:word)"), new)


def downgrade() -> None:
    """The words stay: whoever asks for misspelt ones does not ask for these."""
