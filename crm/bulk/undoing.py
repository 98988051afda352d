"""Taking a whole import back: what it made goes, what it filled is as before."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import sqlalchemy as sa

from crm.bulk.dependents import Spans, created_by, filled, objections, updated_rows
from crm.bulk.models import Import, ImportedRow
from crm.bulk.remembered import KeptBeside, SourceReference
from crm.bulk.spool import TOGETHER
from crm.bulk.targets import TARGETS, Target
from crm.bulk.writing import one_import_at_a_time
from crm.core.actors import Actor
from crm.core.db import db, record_kind
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.timeline.models import Entry


def undo(of: Import, *, by: Actor) -> None:
    """Take an import back; refused, naming what depends on it, while anything does."""
    one_import_at_a_time()
    db.session.refresh(of, with_for_update=True)
    of.refuse_unwritten()
    target = TARGETS[of.kind]
    found = objections(of, target)
    if found:
        raise NotPossible(_("It can't be taken back. %(what)s.", what="; ".join(found)))
    created, restored = created_by(of), _restore(of, target)
    placed = _unplace(of, target)
    told = _told_of(target, created)
    _remove(of, target, created)
    if target.told_on:
        of.take_back(record_kind(target.told_on[0]), [], told, by=by)
    else:
        of.take_back(target.kind, created.ranges, [*restored, *placed], by=by)


def _told_of(target: Target, created: Spans) -> list[int]:
    """Those whose records tell of what goes: an affiliation is found with its person."""
    if target.told_on is None:
        return []
    here = target.table.c[target.told_on[1]]
    return list(
        db.session.scalars(sa.select(here).where(created.hold(target.table.c.id)).distinct())
    )


def _restore(of: Import, target: Target) -> list[int]:
    """Give back to filled records what stood in the places that were filled."""
    restored = []
    for row, record in filled(of, target):
        for name, before in row.before.items():
            setattr(record, name, _value(target, name, before))
        restored.append(row.record_id or 0)
    db.session.flush()
    return restored


def _value(target: Target, name: str, plain: Any) -> Any:
    """A kept value as its column holds it."""
    column = target.table.c[name]
    if isinstance(plain, str) and isinstance(column.type, sa.Date):
        return date.fromisoformat(plain)
    if plain is None and name == "extras":
        return {}
    return plain


def _unplace(of: Import, target: Target) -> list[int]:
    """Edges that filled records got from this import go as well."""
    above = target.above
    if above is None:
        return []
    ids = [row.record_id or 0 for row in db.session.scalars(updated_rows(of)) if row.was_placed]
    left, edge = iter(ids), above.edge
    while some := list(islice(left, TOGETHER)):
        undated = edge.starts_on.is_(None) & edge.ends_on.is_(None)
        db.session.execute(sa.delete(edge).where(above.child.in_(some), undated))
    return ids


def _remove(of: Import, target: Target, created: Spans) -> None:
    for condition in _of_this_import(of, target, created):
        db.session.execute(condition)
    for column in target.carried:
        db.session.execute(sa.delete(column.class_).where(created.hold(column)))
    db.session.execute(sa.delete(target.model).where(created.hold(target.table.c.id)))
    db.session.expire_all()


def _of_this_import(of: Import, target: Target, created: Spans) -> Iterator[Any]:
    """What stands elsewhere of the records, and only because they came."""
    own = record_kind(of)
    lines = (Entry.subject_kind == own) & (Entry.subject_id == of.id)
    yield sa.delete(Entry).where(lines, Entry.record_kind != own)
    yield sa.delete(KeptBeside).where(KeptBeside.import_id == of.id)
    theirs = (SourceReference.record_kind == target.kind) & created.hold(SourceReference.record_id)
    yield sa.delete(SourceReference).where((SourceReference.import_id == of.id) | theirs)
    yield sa.update(ImportedRow).where(ImportedRow.import_id == of.id).values(record_id=None)
