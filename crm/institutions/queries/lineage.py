"""Which institutions became part of which, through every merger since (domain 9, E8)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from crm.institutions.models import Institution

Ids = sa.Select[Any] | Iterable[int]


def family(ids: Ids) -> sa.Select[int]:
    """The ids of institutions and of all that became part of them, each once.

    Whoever sums for an institution asks for its family, so that what its forerunners did is in
    the sum, and not twice where forerunner and successor are both asked for.
    """
    asked = ids if isinstance(ids, sa.Select) else _these(ids)
    whole = asked.cte(recursive=True)
    (column,) = whole.c
    forerunners = sa.select(Institution.id).where(Institution.merged_into_id == column)
    found = whole.union(forerunners)
    return sa.select(*found.c)


def heirs(ids: Iterable[int]) -> sa.Select[int, int]:
    """Each of some institutions beside itself and beside everything that it became since."""
    themselves = sa.select(Institution.id.label("asked_id"), Institution.id.label("heir_id"))
    line = themselves.where(Institution.id.in_(list(ids))).cte(recursive=True)
    step = (
        sa.select(line.c.asked_id, Institution.merged_into_id)
        .join(Institution, Institution.id == line.c.heir_id)
        .where(Institution.merged_into_id.is_not(None))
    )
    found = line.union(step)
    return sa.select(found.c.asked_id, found.c.heir_id)


def _these(ids: Iterable[int]) -> sa.Select[int]:
    return sa.select(Institution.id).where(Institution.id.in_(list(ids)))
