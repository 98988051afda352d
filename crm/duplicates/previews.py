"""What would come of a merge: each field of both sides, what moves, what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db, get_or_404
from crm.duplicates.fields import asked_fields, says_nothing
from crm.duplicates.journal import Values
from crm.duplicates.kinds import Kind
from crm.duplicates.listing import Side, sides_of
from crm.duplicates.objections import objections
from crm.duplicates.references import references_to
from crm.duplicates.words import field_name_of, table_name, value_shown
from crm.places.models import Regency


@dataclass(frozen=True)
class Row:
    """One field of both sides, and whether the other's value is proposed."""

    name: str
    label: str
    mine: str
    theirs: str
    takes: bool

    @property
    def differs(self) -> bool:
        """Tell whether there is something to choose."""
        return self.mine != self.theirs


@dataclass(frozen=True)
class Preview:
    """Two records that may become one."""

    kind: Kind
    survivor: Side
    gone: Side
    rows: Sequence[Row]
    moves: Sequence[tuple[str, int]]
    objections: Sequence[str]

    @property
    def asked(self) -> list[Row]:
        """The fields in which the two differ."""
        return [row for row in self.rows if row.differs]

    @property
    def agreed(self) -> list[Row]:
        """The fields in which both say the same."""
        return [row for row in self.rows if not row.differs and row.mine]


def preview_of(kind: Kind, survivor_id: int, gone_id: int, user: User) -> Preview:
    """What would come of merging one into the other, as far as the reader may see both."""
    for one in (survivor_id, gone_id):
        get_or_404(kind.visible(user), one)
    sides = sides_of(kind, {survivor_id, gone_id})
    values = _values(kind, survivor_id, gone_id)
    survivor, gone = values[survivor_id], values[gone_id]
    return Preview(
        kind,
        sides[survivor_id],
        sides[gone_id],
        _rows(kind, survivor, gone),
        moves(kind, gone_id),
        objections(kind, survivor, gone),
    )


def _values(kind: Kind, *ids: int) -> dict[int, Values]:
    """All columns of some records. One statement."""
    table = kind.model.__table__
    rows = db.session.execute(sa.select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in rows}


def _rows(kind: Kind, survivor: Values, gone: Values) -> list[Row]:
    names = _region_names(survivor, gone)
    return [
        Row(
            field.name,
            field_name_of(field.name),
            _shown(field.name, survivor, names),
            _shown(field.name, gone, names),
            says_nothing(survivor[field.name]) and not says_nothing(gone[field.name]),
        )
        for field in asked_fields(kind)
    ]


def _shown(name: str, values: Values, regions: dict[str, str]) -> str:
    if name == "regency_code":
        return regions.get(values[name] or "", "")
    if name == "latitude" and values[name] is not None:
        return f"{values[name]}, {values['longitude']}"
    return value_shown(name, values[name])


def _region_names(*sides: Values) -> dict[str, str]:
    codes = {side.get("regency_code") for side in sides} - {None}
    rows = db.session.execute(sa.select(Regency.code, Regency.name).where(Regency.code.in_(codes)))
    return {row.code: row.name for row in rows}


def moves(kind: Kind, gone_id: int) -> list[tuple[str, int]]:
    """How many rows of which kind refer to the one that goes. One statement."""
    counts = [
        sa.select(sa.literal(one.table.name), sa.func.count())
        .select_from(one.table)
        .where(one.holds(kind.name, gone_id))
        for one in references_to(kind.name)
    ]
    found: dict[str, int] = {}
    for name, count in db.session.execute(sa.union_all(*counts)):
        if count:
            label = table_name(name)
            found[label] = found.get(label, 0) + count
    return sorted(found.items(), key=lambda move: -move[1])
