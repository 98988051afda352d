"""The steps of formal assignments of civil servants."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0400"
down_revision = "20261127_0330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "formal_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_formal_step_assignment_id_assignment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formal_step")),
    )
    op.create_index(op.f("ix_formal_step_assignment_id"), "formal_step", ["assignment_id"])


def downgrade() -> None:
    op.drop_table("formal_step")
