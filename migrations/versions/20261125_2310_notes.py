"""Notes, and what each line of a timeline is about and for whom."""

import sqlalchemy as sa
from alembic import op

revision = "20261125_2310"
down_revision = "20261125m"
branch_labels = None
depends_on = None

TOPICS = {
    "gatherings": ("gathering", "series", "invitee", "minutes", "action_item", "decision"),
    "sharing": ("assignment", "sharing_agreement"),
    "campaigns": ("campaign", "placement", "objective", "campaign_segment", "campaign_partner"),
    "letters": ("document", "message", "reminder"),
}


def upgrade() -> None:
    with op.batch_alter_table("entry") as batch:
        batch.add_column(
            sa.Column("topic", sa.String(40), nullable=False, server_default="changes")
        )
        batch.add_column(
            sa.Column("audience", sa.String(40), nullable=False, server_default="shared")
        )
    entry = sa.table("entry", sa.column("topic"), sa.column("subject_kind"))
    for topic, kinds in TOPICS.items():
        op.execute(entry.update().where(entry.c.subject_kind.in_(kinds)).values(topic=topic))
    with op.batch_alter_table("entry") as batch:
        batch.alter_column("topic", server_default=None)
        batch.alter_column("audience", server_default=None)
    op.create_index(
        "ix_entry_topic", "entry", ["record_kind", "record_id", "topic", "at", "id"], unique=False
    )
    op.create_index("ix_entry_subject", "entry", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_kind", sa.String(40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(
        "ix_note_record", "note", ["record_kind", "record_id", "pinned", "id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("note")
    op.drop_index("ix_entry_subject", table_name="entry")
    op.drop_index("ix_entry_topic", table_name="entry")
    with op.batch_alter_table("entry") as batch:
        batch.drop_column("audience")
        batch.drop_column("topic")
