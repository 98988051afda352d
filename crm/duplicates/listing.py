"""Pairs as the list shows them: both records side by side, each with what tells it from others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import url_for

from crm.core.db import db, get_or_404
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.models import DuplicatePair
from crm.duplicates.queries import open_pairs_by_kind
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import current, today
from crm.institutions.words import TYPE_NAMES
from crm.people.models import Affiliation, Person


@dataclass(frozen=True)
class Side:
    """One of two records: its name, the lines under it, its page."""

    record: Any
    name: str
    lines: Sequence[str]
    url: str


@dataclass(frozen=True)
class Couple:
    """A pair with both its records."""

    pair: DuplicatePair
    first: Side
    second: Side


def couples(kind: Kind, pairs: Sequence[DuplicatePair]) -> list[Couple]:
    """The pairs with their records. Two statements, whatever their number."""
    ids = {one for pair in pairs for one in (pair.first_id, pair.second_id)}
    sides = sides_of(kind, ids)
    return [
        Couple(pair, sides[pair.first_id], sides[pair.second_id])
        for pair in pairs
        if pair.first_id in sides and pair.second_id in sides
    ]


def sides_of(kind: Kind, ids: Iterable[int]) -> dict[int, Side]:
    """Some records of one kind with what tells each from others. Two statements."""
    query = sa.select(kind.model).where(kind.model.id.in_(sorted(ids)))
    records = list(db.session.scalars(query).unique())
    places = _workplaces([one.id for one in records]) if kind.model is Person else {}
    return {one.id: _side(kind, one, places.get(one.id, [])) for one in records}


def records_of(pair: DuplicatePair) -> tuple[Any, Any]:
    """Both records of a pair; 404 when one is gone. Two statements."""
    visible = sa.select(KINDS[pair.record_kind].model)
    return get_or_404(visible, pair.first_id), get_or_404(visible, pair.second_id)


def waiting_by_kind() -> dict[str, int]:
    """How many pairs of each kind wait for a person. One statement."""
    return {row[0]: row[1] for row in db.session.execute(open_pairs_by_kind())}


def _side(kind: Kind, record: Any, places: Sequence[str]) -> Side:
    lines = [line for line in _lines(record, places) if line]
    return Side(record, getattr(record, "full_name", record.name), lines, url_of(kind, record.id))


def url_of(kind: Kind, record_id: int) -> str:
    """The page of a record."""
    return url_for(kind.endpoint, **{kind.argument: record_id})  # type: ignore[arg-type]


def _lines(record: Any, places: Sequence[str]) -> list[str]:
    reach = " · ".join(filter(None, [record.phone, record.email]))
    if isinstance(record, Person):
        return [", ".join([record.position, *places]).strip(", "), record.city, reach]
    kind = str(TYPE_NAMES[record.type]) if isinstance(record, Institution) else record.level
    return [" · ".join(filter(None, [kind, record.code])), _region(record), reach]


def _region(record: Institution | ParentBody) -> str:
    places = (record.regency, record.province)
    return ", ".join(place.name for place in places if place is not None)


def _workplaces(person_ids: Sequence[int]) -> dict[int, list[str]]:
    """Where some people work now, by name."""
    rows = db.session.execute(
        sa.select(Affiliation.person_id, sa.func.coalesce(Institution.name, ParentBody.name))
        .outerjoin(Institution, Institution.id == Affiliation.institution_id)
        .outerjoin(ParentBody, ParentBody.id == Affiliation.parent_body_id)
        .where(Affiliation.person_id.in_(person_ids), current(Affiliation, today()))
        .order_by(Affiliation.id)
    )
    places: dict[int, list[str]] = {}
    for person_id, name in rows:
        places.setdefault(person_id, []).append(name)
    return places
