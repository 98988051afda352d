"""Ids that follow each other, as those of records written together mostly do."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa


def among(column: Any, ids: Collection[int]) -> sa.ColumnElement[bool]:
    """That a column holds one of some ids, each given once; without a gap two ends say it all."""
    if ids and max(ids) - min(ids) + 1 == len(ids):
        span: sa.ColumnElement[bool] = column.between(min(ids), max(ids))
        return span
    one_of: sa.ColumnElement[bool] = column.in_(ids)
    return one_of
