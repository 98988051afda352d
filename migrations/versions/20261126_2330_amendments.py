"""Changes of assignments that were agreed already."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_2330"
down_revision = "20261126_2000"
branch_labels = None
depends_on = None

NUMBERED = ("documented", "active", "suspended", "completed", "evaluated", "closed", "terminated")


def upgrade() -> None:
    with op.batch_alter_table("assignment") as assignment:
        assignment.add_column(sa.Column("amendment", sa.String(40), nullable=True))
        assignment.add_column(sa.Column("documented_number", sa.Integer(), nullable=True))
    with op.batch_alter_table("assignment_version") as version:
        version.add_column(sa.Column("made_from", sa.Integer(), nullable=True))
        version.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        version.add_column(sa.Column("binding_since", sa.DateTime(timezone=True), nullable=True))
        version.add_column(sa.Column("holds_until", sa.Date(), nullable=True))
        version.create_foreign_key(
            op.f("fk_assignment_version_person_id_person"), "person", ["person_id"], ["id"]
        )
        version.create_index("ix_assignment_version_person_id", ["person_id"])
    _carry_over()


def _carry_over() -> None:
    """What was agreed before binds since it was proposed; each version was made from the last."""
    assignment = sa.table(
        "assignment",
        sa.column("state", sa.String),
        sa.column("number_in_force", sa.Integer),
        sa.column("documented_number", sa.Integer),
    )
    numbered = sa.update(assignment).where(assignment.c.state.in_(NUMBERED))
    op.execute(numbered.values(documented_number=assignment.c.number_in_force))
    op.execute("UPDATE assignment_version SET made_from = number - 1 WHERE number > 1")
    op.execute(
        "UPDATE assignment_version SET binding_since = proposed_at WHERE EXISTS ("
        "SELECT 1 FROM assignment WHERE assignment.id = assignment_version.assignment_id"
        " AND assignment.number_in_force = assignment_version.number)"
    )


def downgrade() -> None:
    op.execute("UPDATE assignment SET current_number = number_in_force WHERE amendment IS NOT NULL")
    with op.batch_alter_table("assignment_version") as version:
        version.drop_index("ix_assignment_version_person_id")
        version.drop_constraint(op.f("fk_assignment_version_person_id_person"), type_="foreignkey")
        for name in ("holds_until", "binding_since", "person_id", "made_from"):
            version.drop_column(name)
    with op.batch_alter_table("assignment") as assignment:
        assignment.drop_column("documented_number")
        assignment.drop_column("amendment")
