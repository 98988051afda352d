"""Promises that follow others: how often in a row, by which clause, how often before a review."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0330"
down_revision = "20261127_0245"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_assignment_renews_id"), "assignment", ["renews_id"])
    op.create_index(op.f("ix_sharing_agreement_renews_id"), "sharing_agreement", ["renews_id"])
    for table in ("assignment", "sharing_agreement"):
        column = sa.Column("times_renewed", sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, column)
    op.add_column(
        "sharing_agreement",
        sa.Column("by_clause", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "network", sa.Column("most_renewals", sa.Integer(), nullable=False, server_default="3")
    )


def downgrade() -> None:
    op.drop_column("network", "most_renewals")
    op.drop_column("sharing_agreement", "by_clause")
    for table in ("sharing_agreement", "assignment"):
        op.drop_column(table, "times_renewed")
    op.drop_index(op.f("ix_sharing_agreement_renews_id"), "sharing_agreement")
    op.drop_index(op.f("ix_assignment_renews_id"), "assignment")
