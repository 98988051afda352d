"""Keys of records that may be there twice, pairs, weights, merges and their journal."""

import sqlalchemy as sa
from alembic import op

revision = "20261125_2315"
down_revision = "20261125_2310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_key",
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sign", sa.String(20), nullable=False),
        sa.Column("value", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint(
            "record_kind", "record_id", "sign", "value", name=op.f("pk_match_key")
        ),
    )
    op.create_index(
        "ix_match_key_value", "match_key", ["record_kind", "sign", "value", "record_id"]
    )
    op.create_table(
        "duplicate_rule",
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("record_kind", name=op.f("pk_duplicate_rule")),
    )
    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_duplicate_pair_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint(
            "record_kind",
            "first_id",
            "second_id",
            name=op.f("uq_duplicate_pair_record_kind_first_id_second_id"),
        ),
    )
    op.create_index(
        "ix_duplicate_pair_verdict", "duplicate_pair", ["verdict", "record_kind", "score", "id"]
    )
    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("survivor_name", sa.String(255), nullable=False),
        sa.Column("gone_name", sa.String(255), nullable=False),
        sa.Column("merged_by", sa.String(200), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(200), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index("ix_merge_gone", "merge", ["record_kind", "gone_id"])
    op.create_index("ix_merge_survivor", "merge", ["record_kind", "survivor_id"])
    op.create_index("ix_merge_merged_at_id", "merge", ["merged_at", "id"])
    op.create_table(
        "merge_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("row_table", sa.String(60), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("row_key", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["merge.id"], name=op.f("fk_merge_step_merge_id_merge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_step")),
    )
    op.create_index(op.f("ix_merge_step_merge_id"), "merge_step", ["merge_id"])


def downgrade() -> None:
    op.drop_table("merge_step")
    op.drop_table("merge")
    op.drop_table("duplicate_pair")
    op.drop_table("duplicate_rule")
    op.drop_table("match_key")
