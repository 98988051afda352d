"""Making two records one: fields chosen, all that refers to the one moved, each row in a journal.

Rows that would stand twice are declared in `references`: the survivor's stands (of two skills the
higher, of two invitations the answered one, of two spans all days), the other is set aside in the
journal, and what refers to it follows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.duplicates.events import RecordsMerged
from crm.duplicates.fields import fields_of, quietly_taken, taken
from crm.duplicates.journal import Journal, Values
from crm.duplicates.keeping import enter_again, forget_keys
from crm.duplicates.kinds import Kind
from crm.duplicates.models import Merge
from crm.duplicates.objections import refuse_objections
from crm.duplicates.references import Reference, joins_itself, references_to
from crm.duplicates.twins import Twins, made_whole
from crm.duplicates.verdicts import carry_verdicts

FAR = 1000
"""The survivor's version goes up by so much: the undoing puts the old one back, and a form that
was opened in between must not pass for a fresh one."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a person has chosen: who survives, which values of the other are taken, as seen when."""

    survivor_id: int
    gone_id: int
    takes: frozenset[str]
    survivor_version: int
    gone_version: int

    def with_the_younger_staying(self, names: Iterable[str]) -> "Choice":
        """The same outcome with the higher number living on.

        SQLite gives the number of a removed last row out again: the address of what is gone would
        open a stranger, and the undoing would find its place taken.
        """
        if self.survivor_id > self.gone_id:
            return self
        return Choice(
            survivor_id=self.gone_id,
            gone_id=self.survivor_id,
            takes=frozenset(names) - self.takes,
            survivor_version=self.gone_version,
            gone_version=self.survivor_version,
        )


def merge(kind: Kind, chosen: Choice, *, by: Actor) -> Merge:
    """Make two records one, or say why that can't be. The caller may see both."""
    rows = _locked(kind, chosen)
    filled = quietly_taken(kind, rows[chosen.survivor_id], rows[chosen.gone_id])
    names = [field.name for field in fields_of(kind)]
    choice = replace(chosen, takes=chosen.takes | filled).with_the_younger_staying(names)
    survivor, gone = rows[choice.survivor_id], rows[choice.gone_id]
    _refuse_stale(choice, survivor, gone)
    refuse_objections(kind, survivor, gone)
    merged = save(
        Merge(
            record_kind=kind.name,
            survivor_id=survivor["id"],
            gone_id=gone["id"],
            survivor_name=rows[chosen.survivor_id]["name"],
            gone_name=rows[chosen.gone_id]["name"],
            merged_by=by.name,
            merged_at=clock.now(),
        )
    )
    journal = Journal(merged)
    carry_verdicts(kind, journal, survivor["id"], gone["id"])
    absorb(journal, kind.model.__table__, gone, survivor)
    _take(kind, journal, survivor, gone, choice.takes)
    _tell(kind, merged, by=by)
    return merged


def _locked(kind: Kind, choice: Choice) -> Mapping[int, Values]:
    """Both rows, held until the end of the work; always in the same order."""
    table, ids = kind.model.__table__, [choice.survivor_id, choice.gone_id]
    query = sa.select(table).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update()
    rows = {row["id"]: dict(row) for row in db.session.execute(query).mappings()}
    if len(rows) != len(ids):
        raise NotPossible(_("One of the two is no longer there."))
    return rows


def _refuse_stale(choice: Choice, survivor: Values, gone: Values) -> None:
    seen = (choice.survivor_version, choice.gone_version)
    if seen != (survivor["version"], gone["version"]):
        raise NotPossible(
            _(
                "One of the two was changed while you were looking. Open the comparison again:"
                " nothing was merged."
            )
        )


def absorb(journal: Journal, table: sa.Table, gone: Values, kept: Values) -> None:
    """Let everything that refers to one row of a table refer to another, and take it away."""
    for reference in references_to(table.name):
        _redirect(journal, reference, table.name, gone["id"], kept["id"])
    journal.remove(table, gone)


def _redirect(
    journal: Journal, reference: Reference, kind: str, gone_id: int, kept_id: int
) -> None:
    table, name = reference.table, reference.column.name
    rows = _rows(reference, kind, gone_id)
    if not rows:
        return
    wanted = {name: reference.value(kept_id)}
    twins = Twins(table, name, _rows(reference, kind, kept_id))
    free = []
    for row in rows:
        twin = twins.of({**row, **wanted})
        if _joins_itself(table, kind, {**row, **wanted}):
            journal.remove(table, row)
        elif twin is not None:
            _set_aside(journal, table, row, twin)
        else:
            free.append(row)
    journal.move(table, free, **wanted)


def _rows(reference: Reference, kind: str, record_id: int) -> Sequence[Values]:
    query = sa.select(reference.table).where(reference.holds(kind, record_id))
    ordered = query.order_by(*reference.table.primary_key.columns)
    return [dict(row) for row in db.session.execute(ordered).mappings()]


def _joins_itself(table: sa.Table, kind: str, row: Values) -> bool:
    """Tell whether an edge would lead from a record to itself."""
    ends = [row[name] for name in joins_itself(table, kind)]
    return len(ends) > 1 and len(set(ends)) == 1


def _set_aside(journal: Journal, table: sa.Table, row: Values, twin: Values) -> None:
    """Let one of two rows that say the same stand; what refers to the other follows."""
    if better := made_whole(table, twin, row):
        journal.change(table, twin, better)
        twin.update(better)
    if "id" in row:
        absorb(journal, table, row, twin)
    else:
        journal.remove(table, row)


def _take(
    kind: Kind, journal: Journal, survivor: Values, gone: Values, takes: frozenset[str]
) -> None:
    """Give the survivor the values that were chosen, and what only the other knew."""
    values = taken(fields_of(kind), survivor, gone, takes)
    table = kind.model.__table__
    journal.change(table, survivor, {**values, "version": survivor["version"] + FAR})


def _tell(kind: Kind, merged: Merge, *, by: Actor) -> None:
    db.session.expire_all()
    forget_keys(kind, [merged.gone_id])
    enter_again(kind, [merged.survivor_id])
    record(
        RecordsMerged(
            subject=db.session.get_one(kind.model, merged.survivor_id),
            by=by,
            name=merged.survivor_name,
            other=merged.gone_name,
            gone_id=merged.gone_id,
        )
    )
