"""A value of the network's own fields says itself of which kind of record it is."""

import sqlalchemy as sa
from alembic import op

revision = "20261126_0900"
down_revision = "20261125_2359"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("field_value", sa.Column("record_kind", sa.String(40), nullable=True))
    op.execute(
        "UPDATE field_value SET record_kind ="
        " (SELECT record_kind FROM custom_field WHERE custom_field.id = field_value.field_id)"
    )
    with op.batch_alter_table("field_value") as batch_op:
        batch_op.alter_column("record_kind", existing_type=sa.String(40), nullable=False)
    op.create_index("ix_field_value_record", "field_value", ["record_kind", "record_id"])


def downgrade() -> None:
    op.drop_index("ix_field_value_record", table_name="field_value")
    with op.batch_alter_table("field_value") as batch_op:
        batch_op.drop_column("record_kind")
