"""What people allowed, when they are free or away, and who wishes to be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "20261125p1"
down_revision = "20261125_2345"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("decision", sa.String(40), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(300), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("noted_by", sa.String(200), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_person", "consent", ["person_id", "purpose", "id"])
    op.create_index(
        "uq_consent_one_holds",
        "consent",
        ["person_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("holds"),
        postgresql_where=sa.text("holds"),
    )
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekly_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "weekly_minutes BETWEEN 1 AND 10080", name=op.f("ck_availability_in_a_week")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_availability_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    op.create_index(op.f("ix_availability_person_id"), "availability", ["person_id"])
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(120), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_absence_span")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id"])
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(200), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_erasure_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_person_id"), "erasure", ["person_id"])
    op.create_index("ix_erasure_state", "erasure", ["state", "due_at", "id"])
    op.create_index(
        "uq_erasure_one_due",
        "erasure",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_table(
        "redirection",
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("institution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mailbox", sa.String(254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", "institution_id", name=op.f("pk_redirection")),
    )
    op.add_column(
        "person", sa.Column("channel", sa.String(40), nullable=False, server_default="email")
    )
    op.add_column("person", sa.Column("languages", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("person", sa.Column("last_contact_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE person SET last_contact_on ="
        " (SELECT last_contact_on FROM expert WHERE expert.person_id = person.id)"
    )
    with op.batch_alter_table("expert") as batch_op:
        batch_op.drop_column("last_contact_on")
        batch_op.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_expert_owner_id_account"), "account", ["owner_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("expert") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_expert_owner_id_account"), type_="foreignkey")
        batch_op.drop_column("owner_id")
        batch_op.add_column(sa.Column("last_contact_on", sa.Date(), nullable=True))
    op.execute(
        "UPDATE expert SET last_contact_on ="
        " (SELECT last_contact_on FROM person WHERE person.id = expert.person_id)"
    )
    for column in ("erased_at", "last_contact_on", "languages", "channel"):
        op.drop_column("person", column)
    for table in ("redirection", "erasure", "absence", "availability", "consent"):
        op.drop_table(table)
