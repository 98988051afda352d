"""The book of letters that came in."""

import sqlalchemy as sa
from alembic import op

revision = "20261125_2345"
down_revision = "20261125_2330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incoming_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(120), nullable=False),
        sa.Column("number", sa.String(120), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=True),
        sa.Column("follower", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_letter")),
        sa.UniqueConstraint("entry", name=op.f("uq_incoming_letter_entry")),
    )
    op.create_index("ix_incoming_letter_follower_id", "incoming_letter", ["follower_id"])
    op.create_index("ix_incoming_letter_received", "incoming_letter", ["received_on", "id"])
    op.create_index("ix_incoming_letter_open", "incoming_letter", ["done_at", "due_on", "id"])
    op.create_table(
        "letter_link",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["incoming_letter.id"],
            name=op.f("fk_letter_link_letter_id_incoming_letter"),
        ),
        sa.PrimaryKeyConstraint(
            "letter_id", "record_kind", "record_id", name=op.f("pk_letter_link")
        ),
    )
    op.create_index("ix_letter_link_record", "letter_link", ["record_kind", "record_id"])


def downgrade() -> None:
    op.drop_table("letter_link")
    op.drop_table("incoming_letter")
