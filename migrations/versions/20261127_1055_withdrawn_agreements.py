"""A draft of an agreement may be withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1055"
down_revision = "20261127_1050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sharing_agreement") as agreement:
        agreement.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sharing_agreement") as agreement:
        agreement.drop_column("withdrawn_at")
