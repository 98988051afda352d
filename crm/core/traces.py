"""Traces written beside the request on a short connection of their own (reliability D1)."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from crm.core.db import db


@contextmanager
def beside() -> Iterator[sa.Connection]:
    """One small write of its own, even while the request itself may only read.

    Call it while the request's session holds no transaction, or one that only reads.
    """
    with db.engine.begin() as connection:
        yield connection
