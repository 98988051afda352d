"""A merge as its page shows it: what it did, where both records are, and what undoing meets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm.core.db import db
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.listing import url_of
from crm.duplicates.models import Act, Merge, MergeStep
from crm.duplicates.queries import steps_of
from crm.duplicates.undoing import objections
from crm.duplicates.words import field_name_of, table_name, value_shown


@dataclass(frozen=True)
class Moved:
    """Rows of one kind to which a merge did the same."""

    what: str
    act: Act
    count: int


@dataclass(frozen=True)
class FieldTaken:
    """One field in which the survivor took the value of the other."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Dossier:
    """All that the page of a merge shows."""

    merge: Merge
    kind: Kind
    survivor_url: str
    moved: Sequence[Moved]
    taken: Sequence[FieldTaken]
    objections: Sequence[str]


def dossier_of(merge: Merge) -> Dossier:
    """Everything about a merge. A handful of statements."""
    kind = KINDS[merge.record_kind]
    steps = list(db.session.scalars(steps_of(merge)))
    return Dossier(
        merge,
        kind,
        url_of(kind, merge.survivor_id),
        _moved(kind, steps),
        [one for step in steps if _is_survivor(kind, merge, step) for one in _taken(step)],
        objections(merge) if merge.stands else [],
    )


def _is_survivor(kind: Kind, merge: Merge, step: MergeStep) -> bool:
    is_its = step.row_table == kind.name and step.row_key.get("id") == merge.survivor_id
    return is_its and step.act is Act.CHANGED


def _moved(kind: Kind, steps: Sequence[MergeStep]) -> list[Moved]:
    counts: dict[tuple[str, Act], int] = {}
    for step in steps:
        if step.row_table != kind.name:
            key = (table_name(step.row_table), step.act)
            counts[key] = counts.get(key, 0) + 1
    return [Moved(what, act, count) for (what, act), count in sorted(counts.items())]


def _taken(step: MergeStep) -> list[FieldTaken]:
    return [
        FieldTaken(field_name_of(name), _said(name, step.before[name]), _said(name, value))
        for name, value in step.after.items()
        if field_name_of(name) != name
    ]


def _said(name: str, value: Any) -> str:
    return value_shown(name, value)
