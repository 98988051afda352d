"""Long reports that were printed and wait for whoever asked."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0500"
down_revision = "20261127_0430"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printed_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["account.id"], name="fk_printed_report_user_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_printed_report"),
        sa.UniqueConstraint("code", name="uq_printed_report_code"),
        sa.UniqueConstraint("job_id", name="uq_printed_report_job_id"),
    )
    op.create_index("ix_printed_report_ends_at", "printed_report", ["ends_at"])
    op.create_index("ix_printed_report_user_id", "printed_report", ["user_id"])


def downgrade() -> None:
    op.drop_table("printed_report")
