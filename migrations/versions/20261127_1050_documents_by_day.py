"""The list of papers is read along the day of issue, however many there are."""

from alembic import op

revision = "20261127_1050"
down_revision = "20261127_1020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_document_issued_at_id", "document", ["issued_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_document_issued_at_id", table_name="document")
