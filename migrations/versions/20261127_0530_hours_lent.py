"""The network and each home say how many hours they lend, and how long a way takes."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0530"
down_revision = "20261127_0500"
branch_labels = None
depends_on = None

MINUTES = {"lent_minutes": 450, "travel_minutes": 240, "island_minutes": 1440}


def upgrade() -> None:
    with op.batch_alter_table("network") as network:
        for name, usual in MINUTES.items():
            network.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default=str(usual))
            )
        network.create_check_constraint(
            op.f("ck_network_hours_count"),
            "lent_minutes > 0 and travel_minutes > 0 and island_minutes > 0",
        )
    with op.batch_alter_table("network") as network:
        for name in MINUTES:
            network.alter_column(name, server_default=None)
    op.add_column("institution", sa.Column("lent_minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("institution", "lent_minutes")
    with op.batch_alter_table("network") as network:
        network.drop_constraint(op.f("ck_network_hours_count"), type_="check")
        for name in MINUTES:
            network.drop_column(name)
