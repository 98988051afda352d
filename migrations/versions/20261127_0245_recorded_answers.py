"""Answers that came by phone or on paper: who recorded them, when they were said, the paper."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0245"
down_revision = "20261127_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_off") as sign_off:
        sign_off.alter_column(
            "on_behalf_of", new_column_name="recorded_by", existing_type=sa.String(200)
        )
        sign_off.add_column(sa.Column("said_on", sa.Date(), nullable=True))
        sign_off.add_column(sa.Column("paper", sa.String(40), nullable=False, server_default=""))
    with op.batch_alter_table("attachment") as attachment:
        attachment.add_column(
            sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _drop_defaults()


def _drop_defaults() -> None:
    with op.batch_alter_table("sign_off") as sign_off:
        sign_off.alter_column("paper", server_default=None)
    with op.batch_alter_table("attachment") as attachment:
        attachment.alter_column("kept", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("attachment") as attachment:
        attachment.drop_column("kept")
    with op.batch_alter_table("sign_off") as sign_off:
        sign_off.drop_column("paper")
        sign_off.drop_column("said_on")
        sign_off.alter_column(
            "recorded_by", new_column_name="on_behalf_of", existing_type=sa.String(200)
        )
