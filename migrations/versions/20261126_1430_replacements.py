"""Regencies and cities that others replaced."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_1430"
down_revision = "20261126_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_code", sa.String(5), nullable=False),
        sa.Column("new_code", sa.String(5), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("decree", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(
            ["old_code"], ["regency.code"], name=op.f("fk_replacement_old_code_regency")
        ),
        sa.ForeignKeyConstraint(
            ["new_code"], ["regency.code"], name=op.f("fk_replacement_new_code_regency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacement")),
        sa.UniqueConstraint("old_code", name=op.f("uq_replacement_old_code")),
    )
    op.create_index(op.f("ix_replacement_new_code"), "replacement", ["new_code"])


def downgrade() -> None:
    op.drop_index(op.f("ix_replacement_new_code"), table_name="replacement")
    op.drop_table("replacement")
