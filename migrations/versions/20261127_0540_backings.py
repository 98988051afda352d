"""What a parent body was asked to give, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0540"
down_revision = "20261127_0530"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_body_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reply_by >= asked_on", name=op.f("ck_backing_in_order")),
        sa.CheckConstraint(
            "(state = 'open') = (answered_on IS NULL)", name=op.f("ck_backing_answered")
        ),
        sa.ForeignKeyConstraint(
            ["parent_body_id"],
            ["parent_body.id"],
            name=op.f("fk_backing_parent_body_id_parent_body"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backing")),
    )
    op.create_index("ix_backing_parent_body", "backing", ["parent_body_id", "asked_on", "id"])


def downgrade() -> None:
    op.drop_index("ix_backing_parent_body", table_name="backing")
    op.drop_table("backing")
