"""Rows that every installation starts with: added when missing, never changed afterwards."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from crm.core.db import Model, db

DATA = Path(__file__).parents[1] / "places" / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file that ships with Mitra."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_missing(
    model: type[Model],
    keys: Iterable[InstrumentedAttribute[Any]],
    rows: Sequence[Mapping[str, Any]],
) -> int:
    """Add the rows whose key is not there yet; say how many. What people have edited stays."""
    columns = list(keys)
    present = {tuple(row) for row in db.session.execute(sa.select(*columns))}
    missing = [row for row in rows if tuple(row[key.key] for key in columns) not in present]
    if missing:
        db.session.execute(sa.insert(model), missing)
    return len(missing)
