"""Taking a merge back: every row of its journal is put where it was, or nothing is.

What was entered for the survivor since then stays with it. What the merge moved and somebody
changed since then stands against the undoing.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.db import Model, db
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.duplicates.events import MergeUndone
from crm.duplicates.journal import Values, at, key_of, plain, table_named, typed
from crm.duplicates.keeping import enter_again
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.models import Act, Merge, MergeStep
from crm.duplicates.queries import later_merges, steps_of
from crm.duplicates.references import only_once
from crm.duplicates.words import table_name


def undo(merge: Merge, *, by: Actor) -> None:
    """Take a merge back, or say what newer thing stands against it."""
    kind = KINDS[merge.record_kind]
    steps = _steps_that_may_be_undone(merge)
    for _same, some in groupby(reversed(steps), _together):
        _put_back(list(some))
    merge.note_undone(by=by)
    db.session.flush()
    db.session.expire_all()
    _tell(kind, merge, by=by)


def _together(step: MergeStep) -> tuple[str, str, str]:
    """Neighbouring steps that can be taken back in one statement."""
    before = "" if step.act is Act.REMOVED else json.dumps(step.before, sort_keys=True)
    return step.row_table, step.act, before


def objections(merge: Merge) -> list[str]:
    """What stands against the undoing, in words; for the page, before anybody asks for it."""
    if not merge.stands:
        return [_("This merge was undone already.")]
    if later := db.session.scalars(later_merges(merge).limit(1)).first():
        return [_("%(name)s was merged again later. Undo that first.", name=later.gone_name)]
    steps = list(db.session.scalars(steps_of(merge)))
    if not steps:
        return [_("The journal of this merge was erased with the data of the person.")]
    return _changed_since(steps)


def _steps_that_may_be_undone(merge: Merge) -> list[MergeStep]:
    held = sa.select(Merge).where(Merge.id == merge.id).with_for_update()
    db.session.scalars(held.execution_options(populate_existing=True)).one()
    if found := objections(merge):
        raise NotPossible(_("This merge can't be undone any more."), missing=found)
    return list(db.session.scalars(steps_of(merge)))


def _changed_since(steps: Sequence[MergeStep]) -> list[str]:
    """What was changed since, by table; a few statements for each table."""
    said: list[str] = []
    for name, some in groupby(steps, lambda step: step.row_table):
        table, of_table = table_named(name), list(some)
        rows = _present(table, of_table)
        said += [found for step in of_table if (found := _newer_than(table, step, rows))]
    return list(dict.fromkeys(said))


def _present(table: sa.Table, steps: Sequence[MergeStep]) -> dict[str, Values]:
    """The rows of some steps as they are now."""
    found: dict[str, Values] = {}
    for begin in range(0, len(steps), 200):
        keys = [at(table, step.row_key) for step in steps[begin : begin + 200]]
        rows = db.session.execute(sa.select(table).where(sa.or_(*keys))).mappings()
        found |= {_word(key_of(table, row)): plain(row) for row in rows}
    return found


def _word(key: Values) -> str:
    return json.dumps(plain(key), sort_keys=True)


def _newer_than(table: sa.Table, step: MergeStep, rows: Mapping[str, Values]) -> str:
    """Why one step can't be taken back; empty when it can."""
    row = rows.get(_word(step.row_key))
    if step.act is Act.REMOVED:
        return _taken_meanwhile(table, step, row)
    if row is None or _as_left(table, step, row):
        return ""
    return str(_("%(what)s: changed after the merge.", what=table_name(table.name)))


def _as_left(table: sa.Table, step: MergeStep, row: Values) -> bool:
    """Tell whether a row still holds what the merge gave it; a newer version is no objection."""
    return all(row[name] == value for name, value in _comparable(step).items() if name in table.c)


def _comparable(step: MergeStep) -> Values:
    return {name: value for name, value in step.after.items() if name != "version"}


def _taken_meanwhile(table: sa.Table, step: MergeStep, there: Values | None) -> str:
    """Tell whether a code, an address or the like of a removed row was given to another since."""
    row = typed(table, step.before)
    if there is not None:
        return str(_("Another record has the number of one that was merged."))
    for name in sorted(only_once(table)):
        is_alone = any(set(rule.columns) == {table.c[name]} for rule in _rules(table))
        if is_alone and row.get(name) and _held_by_a_stranger(table, name, step):
            return str(_("%(value)s belongs to another record by now.", value=row[name]))
    return ""


def _rules(table: sa.Table) -> list[sa.UniqueConstraint]:
    return [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]


def _held_by_a_stranger(table: sa.Table, name: str, step: MergeStep) -> bool:
    """The survivor may hold it: it gives it back in the same undoing."""
    value = typed(table, step.before)[name]
    survivor = step.of.survivor_id if table.name == step.of.record_kind else None
    held = table.c[name] == value
    return _exists(table, held if survivor is None else held & (table.c.id != survivor))


def _exists(table: sa.Table, condition: sa.ColumnElement[bool]) -> bool:
    query: sa.Select[Any] = sa.select(sa.literal(1)).select_from(table).where(condition).limit(1)
    return db.session.execute(query).first() is not None


def _put_back(steps: Sequence[MergeStep]) -> None:
    """Some rows of one table as they were, last things first. What is gone by now stays gone."""
    table, act = table_named(steps[0].row_table), steps[0].act
    if act is Act.REMOVED:
        db.session.execute(sa.insert(table), [typed(table, step.before) for step in steps])
    elif act is Act.MOVED:
        _move_back(table, steps)
    else:
        for step in steps:
            _change_back(table, step)


def _move_back(table: sa.Table, steps: Sequence[MergeStep]) -> None:
    before = typed(table, steps[0].before)
    for begin in range(0, len(steps), 200):
        keys = [at(table, step.row_key) for step in steps[begin : begin + 200]]
        db.session.execute(sa.update(table).where(sa.or_(*keys)).values(before))


def _change_back(table: sa.Table, step: MergeStep) -> None:
    here, before = at(table, step.row_key), typed(table, step.before)
    row = db.session.execute(sa.select(table).where(here)).mappings().first()
    if row is not None:
        values = _version(step, before, row)
        db.session.execute(sa.update(table).where(here).values(values))


def _version(step: MergeStep, before: Values, row: Any) -> Values:
    """The old version comes back with the old values, unless somebody has saved since."""
    if "version" in before and row["version"] != step.after["version"]:
        return {**before, "version": row["version"] + 1}
    return before


def _tell(kind: Kind, merge: Merge, *, by: Actor) -> None:
    enter_again(kind, [merge.survivor_id, merge.gone_id])
    survivor = db.session.get_one(kind.model, merge.survivor_id)
    back: Model = db.session.get_one(kind.model, merge.gone_id)
    record(
        MergeUndone(
            subject=survivor,
            also=(back,),
            by=by,
            name=merge.survivor_name,
            other=merge.gone_name,
            gone_id=merge.gone_id,
        )
    )
