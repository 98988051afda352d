"""What waits to be passed on by hand is found at once, however long the log is."""

from alembic import op

revision = "20261124e"
down_revision = "20261124d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_reminder_channel", "reminder", ["channel", "state", "done_at", "at"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_reminder_channel", table_name="reminder")
