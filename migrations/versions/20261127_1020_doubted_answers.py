"""Answers written down for a party may be voided and objected to; a void yes makes room again."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_1020"
down_revision = "20261127_0930"
branch_labels = None
depends_on = None

ONE_YES = "uq_sign_off_one_yes"
YES = "decision = 'yes'"
COUNTED = "decision = 'yes' AND voided_at IS NULL"
WORDS = {"voided_by": sa.String(200), "void_reason": sa.Text(), "objection": sa.Text()}
WORDS |= {"settled_by": sa.String(200)}
MOMENTS = ("voided_at", "objected_at", "settled_at")


def upgrade() -> None:
    op.drop_index(ONE_YES, "sign_off")
    with op.batch_alter_table("sign_off") as answer:
        for name in MOMENTS:
            answer.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        for name, kind in WORDS.items():
            answer.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        answer.create_index("ix_sign_off_objected_at", ["objected_at"])
    with op.batch_alter_table("sign_off") as answer:
        for name in WORDS:
            answer.alter_column(name, server_default=None)
    _one_yes(COUNTED)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM sign_off WHERE voided_at IS NOT NULL"))
    op.drop_index(ONE_YES, "sign_off")
    with op.batch_alter_table("sign_off") as answer:
        answer.drop_index("ix_sign_off_objected_at")
        for name in (*MOMENTS, *WORDS):
            answer.drop_column(name)
    _one_yes(YES)


def _one_yes(counted: str) -> None:
    op.create_index(
        ONE_YES,
        "sign_off",
        ["assignment_id", "version", "party"],
        unique=True,
        sqlite_where=sa.text(counted),
        postgresql_where=sa.text(counted),
    )
