"""Needs and offers of staff sharing, what was written for them, and who was passed over."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_2340"
down_revision = "20261126_2330"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sharing_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("register_need_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_sharing_need_span")),
        sa.CheckConstraint(
            "weekly_minutes BETWEEN 1 AND 10080", name=op.f("ck_sharing_need_in_a_week")
        ),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_sharing_need_level_range")),
        sa.ForeignKeyConstraint(
            ["host_id"], ["institution.id"], name=op.f("fk_sharing_need_host_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_sharing_need_skill_id_skill")
        ),
        sa.ForeignKeyConstraint(
            ["register_need_id"], ["need.id"], name=op.f("fk_sharing_need_register_need_id_need")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_need")),
    )
    op.create_index("ix_sharing_need_state", "sharing_need", ["state", "deadline", "id"])
    op.create_index("ix_sharing_need_host", "sharing_need", ["host_id", "state", "deadline", "id"])
    op.create_index(op.f("ix_sharing_need_skill_id"), "sharing_need", ["skill_id"])
    op.create_index(op.f("ix_sharing_need_register_need_id"), "sharing_need", ["register_need_id"])
    op.create_table(
        "sharing_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("weekly_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_sharing_offer_span")),
        sa.CheckConstraint(
            "weekly_minutes BETWEEN 1 AND 10080", name=op.f("ck_sharing_offer_in_a_week")
        ),
        sa.ForeignKeyConstraint(
            ["home_id"], ["institution.id"], name=op.f("fk_sharing_offer_home_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sharing_offer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_offer")),
    )
    op.create_index("ix_sharing_offer_state", "sharing_offer", ["state", "ends_on", "id"])
    op.create_index("ix_sharing_offer_home", "sharing_offer", ["home_id", "state", "ends_on", "id"])
    op.create_index(op.f("ix_sharing_offer_person_id"), "sharing_offer", ["person_id"])
    op.create_table(
        "offered_skill",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_offered_skill_level_range")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["sharing_offer.id"], name=op.f("fk_offered_skill_offer_id_sharing_offer")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_offered_skill_skill_id_skill")
        ),
        sa.PrimaryKeyConstraint("offer_id", "skill_id", name=op.f("pk_offered_skill")),
    )
    op.create_table(
        "need_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "need_id IS NOT NULL OR offer_id IS NOT NULL", name=op.f("ck_need_answer_answers")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_need_answer_assignment_id_assignment"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["sharing_need.id"], name=op.f("fk_need_answer_need_id_sharing_need")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["sharing_offer.id"], name=op.f("fk_need_answer_offer_id_sharing_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_need_answer_assignment_id")),
    )
    op.create_index(op.f("ix_need_answer_need_id"), "need_answer", ["need_id"])
    op.create_index(op.f("ix_need_answer_offer_id"), "need_answer", ["offer_id"])
    op.create_table(
        "passed_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR offer_id IS NOT NULL",
            name=op.f("ck_passed_over_names_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["sharing_need.id"], name=op.f("fk_passed_over_need_id_sharing_need")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passed_over_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["sharing_offer.id"], name=op.f("fk_passed_over_offer_id_sharing_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_over")),
    )
    for column in ("need_id", "person_id", "offer_id"):
        op.create_index(op.f(f"ix_passed_over_{column}"), "passed_over", [column])


def downgrade() -> None:
    for table in (
        "passed_over",
        "need_answer",
        "offered_skill",
        "sharing_offer",
        "sharing_need",
    ):
        op.drop_table(table)
