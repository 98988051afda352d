"""The network says whether days away drop out of a plan, and what an hour of work is worth."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0415"
down_revision = "20261127_0400"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("network") as network:
        network.add_column(
            sa.Column("drops_days_away", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        network.add_column(sa.Column("hour_rate", sa.Integer(), nullable=True))
        network.create_check_constraint(op.f("ck_network_hour_rate_counts"), "hour_rate > 0")
    with op.batch_alter_table("network") as network:
        network.alter_column("drops_days_away", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("network") as network:
        network.drop_constraint(op.f("ck_network_hour_rate_counts"), type_="check")
        network.drop_column("hour_rate")
        network.drop_column("drops_days_away")
