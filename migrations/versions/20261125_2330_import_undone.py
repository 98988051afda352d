"""An import can be taken back; what records have no room for is kept; partners nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "20261125i"
down_revision = "20261125_2315"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_beside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import.id"],
            name=op.f("fk_kept_beside_import_id_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_beside")),
    )
    op.create_index(op.f("ix_kept_beside_import_id"), "kept_beside", ["import_id"])
    op.create_index("ix_kept_beside_record", "kept_beside", ["record_kind", "record_id"])
    op.add_column("import", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "import", sa.Column("undone_by", sa.String(200), nullable=False, server_default="")
    )
    op.add_column(
        "agreement_party", sa.Column("name", sa.String(255), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("agreement_party", "name")
    op.drop_column("import", "undone_by")
    op.drop_column("import", "undone_at")
    op.drop_index("ix_kept_beside_record", table_name="kept_beside")
    op.drop_index(op.f("ix_kept_beside_import_id"), table_name="kept_beside")
    op.drop_table("kept_beside")
