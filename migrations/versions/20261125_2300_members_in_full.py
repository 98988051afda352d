"""Members in full: profile, application, needs, strengths, relations, succession, data checks."""

import sqlalchemy as sa
from alembic import op

revision = "20261125m"
down_revision = "20261124e"
branch_labels = None
depends_on = None

MERGED_INTO = (
    "ALTER TABLE institution ADD COLUMN merged_into_id INTEGER"
    " CONSTRAINT fk_institution_merged_into_id_institution REFERENCES institution (id)"
)


def upgrade() -> None:
    op.create_table(
        "data_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("by_email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_data_check_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_check")),
    )
    op.create_index(
        op.f("ix_data_check_institution_id"), "data_check", ["institution_id"], unique=False
    )
    op.create_index(
        "ix_data_check_state", "data_check", ["state", "answered_at", "id"], unique=False
    )

    op.create_table(
        "filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(40), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.Column("is_waiver", sa.Boolean(), nullable=False),
        sa.Column("filed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_filing_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
        sa.UniqueConstraint(
            "institution_id", "requirement", name=op.f("uq_filing_institution_id_requirement")
        ),
    )
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_how", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_need_institution_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["met_by_id"], ["institution.id"], name=op.f("fk_need_met_by_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(
        "ix_need_institution", "need", ["institution_id", "state", "noted_on", "id"], unique=False
    )
    op.create_index(op.f("ix_need_met_by_id"), "need", ["met_by_id"], unique=False)
    op.create_index("ix_need_state", "need", ["state", "kind", "noted_on", "id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("near_id", sa.Integer(), nullable=False),
        sa.Column("far_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("near_id <> far_id", name=op.f("ck_relation_not_itself")),
        sa.ForeignKeyConstraint(
            ["far_id"], ["institution.id"], name=op.f("fk_relation_far_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["near_id"], ["institution.id"], name=op.f("fk_relation_near_id_institution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_far_id"), "relation", ["far_id"], unique=False)
    op.create_index(op.f("ix_relation_near_id"), "relation", ["near_id"], unique=False)

    op.create_table(
        "strength",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("formats", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=True),
        sa.Column("to_year", sa.Integer(), nullable=True),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("depth BETWEEN 0 AND 5", name=op.f("ck_strength_depth_range")),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_strength_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strength")),
        sa.UniqueConstraint("institution_id", "scheme", "subject", name="uq_strength_subject"),
    )
    op.create_index("ix_strength_subject", "strength", ["scheme", "subject", "depth"], unique=False)

    op.create_table(
        "data_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("judged_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["data_check.id"], name=op.f("fk_data_correction_check_id_data_check")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_correction")),
    )
    op.create_index(
        op.f("ix_data_correction_check_id"), "data_correction", ["check_id"], unique=False
    )

    op.execute(MERGED_INTO)
    op.add_column("institution", sa.Column("membership_starts_on", sa.Date(), nullable=True))
    op.add_column("institution", sa.Column("membership_ends_on", sa.Date(), nullable=True))
    op.add_column(
        "institution",
        sa.Column("membership_is_fixed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("institution", sa.Column("legal_type", sa.String(40), nullable=True))
    op.add_column("institution", sa.Column("grade", sa.String(40), nullable=True))
    op.add_column(
        "institution",
        sa.Column("accreditation_score", sa.Numeric(precision=12, scale=2), nullable=True),
    )
    op.add_column(
        "institution",
        sa.Column("accreditation_number", sa.String(length=80), server_default="", nullable=False),
    )
    op.add_column("institution", sa.Column("accredited_on", sa.Date(), nullable=True))
    op.add_column("institution", sa.Column("accreditation_ends_on", sa.Date(), nullable=True))
    op.add_column("institution", sa.Column("access_policy", sa.String(40), nullable=True))
    op.add_column(
        "institution",
        sa.Column("access_note", sa.String(length=300), server_default="", nullable=False),
    )
    op.add_column("institution", sa.Column("library_system", sa.String(40), nullable=True))
    op.add_column(
        "institution",
        sa.Column("library_system_name", sa.String(length=80), server_default="", nullable=False),
    )
    op.add_column("institution", sa.Column("automation", sa.String(40), nullable=True))
    op.add_column(
        "institution",
        sa.Column("opac_url", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "institution",
        sa.Column("oai_url", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column("institution", sa.Column("digitised_items", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("connection", sa.String(40), nullable=True))
    op.add_column("institution", sa.Column("bandwidth_mbps", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("hours_down", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("librarians", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("other_staff", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("printed_books", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("printed_journals", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("electronic_titles", sa.Integer(), nullable=True))
    op.add_column("institution", sa.Column("theses", sa.Integer(), nullable=True))
    op.add_column(
        "institution", sa.Column("opening_hours", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "institution", sa.Column("hour_exceptions", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "institution",
        sa.Column("closed_on_holidays", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "institution", sa.Column("social_links", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column(
        "institution",
        sa.Column("signatory_office", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column(
        "institution",
        sa.Column("signatory_name", sa.String(length=200), server_default="", nullable=False),
    )
    op.create_index(
        op.f("ix_institution_accreditation_ends_on"),
        "institution",
        ["accreditation_ends_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_institution_membership_ends_on"),
        "institution",
        ["membership_ends_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_institution_merged_into_id"), "institution", ["merged_into_id"], unique=False
    )

    op.add_column(
        "offered_service", sa.Column("methods", sa.JSON(), server_default="[]", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("offered_service", "methods")

    op.drop_index(op.f("ix_institution_merged_into_id"), table_name="institution")
    op.drop_index(op.f("ix_institution_membership_ends_on"), table_name="institution")
    op.drop_index(op.f("ix_institution_accreditation_ends_on"), table_name="institution")
    op.drop_column("institution", "signatory_name")
    op.drop_column("institution", "signatory_office")
    op.drop_column("institution", "social_links")
    op.drop_column("institution", "closed_on_holidays")
    op.drop_column("institution", "hour_exceptions")
    op.drop_column("institution", "opening_hours")
    op.drop_column("institution", "theses")
    op.drop_column("institution", "electronic_titles")
    op.drop_column("institution", "printed_journals")
    op.drop_column("institution", "printed_books")
    op.drop_column("institution", "other_staff")
    op.drop_column("institution", "librarians")
    op.drop_column("institution", "hours_down")
    op.drop_column("institution", "bandwidth_mbps")
    op.drop_column("institution", "connection")
    op.drop_column("institution", "digitised_items")
    op.drop_column("institution", "oai_url")
    op.drop_column("institution", "opac_url")
    op.drop_column("institution", "automation")
    op.drop_column("institution", "library_system_name")
    op.drop_column("institution", "library_system")
    op.drop_column("institution", "access_note")
    op.drop_column("institution", "access_policy")
    op.drop_column("institution", "accreditation_ends_on")
    op.drop_column("institution", "accredited_on")
    op.drop_column("institution", "accreditation_number")
    op.drop_column("institution", "accreditation_score")
    op.drop_column("institution", "grade")
    op.drop_column("institution", "legal_type")
    op.drop_column("institution", "membership_is_fixed")
    op.drop_column("institution", "membership_ends_on")
    op.drop_column("institution", "membership_starts_on")
    op.drop_column("institution", "merged_into_id")

    op.drop_index(op.f("ix_data_correction_check_id"), table_name="data_correction")

    op.drop_table("data_correction")
    op.drop_index("ix_strength_subject", table_name="strength")

    op.drop_table("strength")
    op.drop_index(op.f("ix_relation_near_id"), table_name="relation")
    op.drop_index(op.f("ix_relation_far_id"), table_name="relation")

    op.drop_table("relation")
    op.drop_index("ix_need_state", table_name="need")
    op.drop_index(op.f("ix_need_met_by_id"), table_name="need")
    op.drop_index("ix_need_institution", table_name="need")

    op.drop_table("need")
    op.drop_table("filing")
    op.drop_index("ix_data_check_state", table_name="data_check")
    op.drop_index(op.f("ix_data_check_institution_id"), table_name="data_check")

    op.drop_table("data_check")
