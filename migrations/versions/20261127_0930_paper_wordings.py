"""The network's own wording of its papers."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0930"
down_revision = "20261127_0540"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_paper_wording_text_says_something")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_wording")),
        sa.UniqueConstraint("kind", "language", name=op.f("uq_paper_wording_kind_language")),
    )


def downgrade() -> None:
    op.drop_table("paper_wording")
