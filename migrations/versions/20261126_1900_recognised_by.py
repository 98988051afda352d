"""By what the rows of such a file were recognised the last time."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1900"
down_revision = "20261126_1430"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "remembered_mapping",
        sa.Column("match_by", sa.String(40), nullable=False, server_default=""),
    )
    with op.batch_alter_table("remembered_mapping") as table:
        table.alter_column("match_by", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("remembered_mapping") as table:
        table.drop_column("match_by")
