"""What is stored of that which a portion of rows may be: a handful of statements a portion."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.bulk.matching import REFERENCE, Candidate, Found, Known, told_key
from crm.bulk.models import Import
from crm.bulk.remembered import TOLD, SourceReference
from crm.bulk.targets import Target
from crm.bulk.vocabulary import ImportState
from crm.core.db import db
from crm.core.spans import one_of
from crm.core.text import folded
from crm.institutions.queries import current
from crm.people.models import Person


def source_of(kind: str, file_name: str, sha256: str) -> str:
    """Within what a file's references identify: its name, or that of an equal file before it."""
    before = (
        sa.select(Import.source)
        .where(Import.kind == kind, Import.sha256 == sha256, Import.state == ImportState.APPLIED)
        .order_by(Import.id)
        .limit(1)
    )
    return db.session.scalar(before) or file_name


def told_lines(target: Target, sha256: str) -> dict[str, int]:
    """What lines of this very file were found to be when it was brought in before, by their key.

    Those on which a person decided, and those that only stood for a record by the way.
    """
    found = db.session.execute(
        sa.select(SourceReference.reference, SourceReference.record_id).where(
            SourceReference.record_kind == target.kind,
            SourceReference.source == sha256,
            SourceReference.reference.startswith(f"{TOLD} "),
        )
    )
    return {told_key(int(row[0].removeprefix(f"{TOLD} "))): row[1] for row in found}


def met(
    target: Target, candidates: Sequence[Candidate], *, on: date, told: Mapping[str, int]
) -> Found:
    """What bears the keys that some rows claim."""
    keys = {told_key(one.row.line) for one in candidates} & told.keys()
    referred = _referred(target, candidates) | {key: told[key] for key in keys}
    conditions = [*target.found_by(candidates)]
    if referred:
        conditions.append(one_of(target.table.c.id, sorted(set(referred.values()))))
    records = {row["id"]: row for condition in conditions for row in _rows(target, condition)}
    parents = _parents_of(target, list(records), on=on)
    known = {id_: Known(row, id_, parent_id=parents.get(id_)) for id_, row in records.items()}
    found: dict[str, Known | None] = {}
    for one in known.values():
        for key in target.likeness.keys(one.values):
            found[key] = None if key in found else one
    return found | {key: known[id_] for key, id_ in referred.items() if id_ in known}


def _rows(target: Target, condition: sa.ColumnElement[bool]) -> Iterable[dict[str, Any]]:
    rows = db.session.execute(target.stored().where(condition))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 (its public name)


def reference_key(reference: tuple[str, str]) -> str:
    """The key of a file's own reference."""
    return f"{REFERENCE}{reference[0]}|{reference[1]}"


def _referred(target: Target, candidates: Sequence[Candidate]) -> dict[str, int]:
    """The records that earlier files from the same source called as these rows do."""
    asked = {one.reference for one in candidates if one.reference}
    if not asked:
        return {}
    rows = db.session.execute(
        sa.select(
            SourceReference.source, SourceReference.reference, SourceReference.record_id
        ).where(
            SourceReference.record_kind == target.kind,
            SourceReference.source.in_(sorted({source for source, _ in asked})),
            one_of(SourceReference.reference, sorted({reference for _, reference in asked})),
        )
    )
    return {reference_key((row[0], row[1])): row[2] for row in rows}


def _parents_of(target: Target, ids: Sequence[int], *, on: date) -> dict[int, int]:
    """Who stands above each record on a day."""
    above = target.above
    if above is None or not ids:
        return {}
    rows = db.session.execute(
        sa.select(above.child, above.above).where(one_of(above.child, ids), current(above.edge, on))
    )
    return {row[0]: row[1] or 0 for row in rows}


def full_names(sort_names: Iterable[str]) -> set[str]:
    """The folded names, with titles, of the people who bear these names without."""
    rows = db.session.execute(
        sa.select(Person.title_before, Person.name, Person.title_after).where(
            one_of(Person.sort_name, sorted(set(sort_names)))
        )
    )
    return {folded(" ".join(filter(None, row))) for row in rows}
