"""Many rows into one table at once, past the single records of the session."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from crm.core.db import Model, db


def insert_all(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows that all fill the same columns, in one statement."""
    if rows:
        table: Any = model.__table__
        db.session.execute(sa.insert(table), rows)
