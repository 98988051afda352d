"""Addresses that want no promotion any more."""

import sqlalchemy as sa
from alembic import op

revision = "20261124d"
down_revision = "20261124c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsubscription",
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_unsubscription")),
    )


def downgrade() -> None:
    op.drop_table("unsubscription")
