"""Links that somebody passes on by hand, and whose they are."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_0430"
down_revision = "20261127_0415"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("link") as link:
        link.add_column(sa.Column("handed_by", sa.String(200), nullable=False, server_default=""))
        link.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        link.create_index("ix_link_person_id", ["person_id"])
    with op.batch_alter_table("link") as link:
        link.alter_column("handed_by", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("link") as link:
        link.drop_index("ix_link_person_id")
        link.drop_column("person_id")
        link.drop_column("handed_by")
