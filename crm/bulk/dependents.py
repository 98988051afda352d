"""What depends on the records that an import brought: it cannot be taken back while any does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa

from crm.bulk.models import Import, ImportedRow
from crm.bulk.outcomes import Outcome
from crm.bulk.spool import TOGETHER
from crm.bulk.targets import Target
from crm.core.changes import plain_value
from crm.core.db import Model, db, record_kind
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.timeline.models import Entry

MOST_NAMED = 5
_OUR_OWN = frozenset(
    {
        "audit_entry",  # the trail is never changed
        "entry",  # looked at by itself: only our own lines may be there
        "search_entry",  # taken away with the record
        "match_key",
        "duplicate_pair",
        "source_reference",
        "kept_beside",
        "imported_row",
        "merge_step",
    }
)


@dataclass(frozen=True)
class Spans:
    """Ids as spans, both ends included."""

    ranges: Sequence[Sequence[int]]

    def hold(self, column: Any) -> sa.ColumnElement[bool]:
        """Hold for the ids among them; for none where there are none."""
        return sa.or_(sa.false(), *(column.between(first, last) for first, last in self.ranges))

    @property
    def count(self) -> int:
        """How many ids."""
        return sum(last - first + 1 for first, last in self.ranges)


def created_by(of: Import) -> Spans:
    """The records that an import made."""
    return Spans(of.created_records.get("ranges", []))


def objections(of: Import, target: Target) -> list[str]:
    """Why an import cannot be taken back now, by name, at most some of them; none if it can."""
    every = (_gone(of, target), _referring(of, target), _happened(of, target))
    return list(islice(chain(*every, _changed_since(of, target)), MOST_NAMED))


def _gone(of: Import, target: Target) -> Iterator[str]:
    created, id_ = created_by(of), target.table.c.id
    there = db.session.scalar(sa.select(sa.func.count(id_)).where(created.hold(id_))) or 0
    gone = created.count - there
    if gone:
        yield ngettext(
            "%(num)s of its records is no longer there",
            "%(num)s of its records are no longer there",
            gone,
        )


def _referring(of: Import, target: Target) -> Iterator[str]:
    """Rows of other tables that lead to what is new, and did not come with it."""
    created = created_by(of)
    for table in Model.metadata.sorted_tables:
        for column, kind in _leading_to(table, target):
            holds = created.hold(column)
            if kind is not None:
                holds = sa.and_(holds, kind == target.kind)
            carried = [one for one in target.carried if one.class_.__table__ is table]
            holds = sa.and_(holds, *(sa.not_(created.hold(one)) for one in carried))
            yield from _named(target, table, column, holds)


def _leading_to(table: sa.Table, target: Target) -> Iterator[tuple[Any, Any]]:
    if table.name in _OUR_OWN:
        return
    for column in table.columns:
        if any(key.column.table is target.table for key in column.foreign_keys):
            yield column, None
        elif column.name.endswith("_id") and not column.foreign_keys:
            kind = table.columns.get(f"{column.name.removesuffix('_id')}_kind")
            if kind is not None:
                yield column, kind


def _named(target: Target, table: sa.Table, column: Any, holds: Any) -> Iterator[str]:
    """One sentence for a table: whom its rows lead to, and how many there are."""
    count = db.session.scalar(sa.select(sa.func.count()).select_from(table).where(holds)) or 0
    if count:
        first = db.session.scalar(sa.select(column).where(holds).limit(1))
        yield f"{_title(target, first)}: {_what(table.name)} ({count})"


def _title(target: Target, record_id: int | None) -> str:
    row = db.session.execute(target.stored().where(target.table.c.id == record_id)).first()
    return str(row.name) if row else f"#{record_id}"


def _what(table: str) -> str:
    """What rows of a table are, in words; the table's own name where nobody gave one."""
    words = {
        "account": _("accounts"),
        "affiliation": _("affiliations"),
        "agreement_party": _("agreements"),
        "assignment": _("staff sharing"),
        "belonging": _("institutions below it"),
        "subordination": _("parent bodies below it"),
        "document": _("papers"),
        "invitee": _("invitations"),
        "message": _("letters"),
        "note": _("notes"),
        "expert": _("experts"),
        "campaign_partner": _("campaigns"),
        "action_item": _("follow-ups"),
        "minutes": _("minutes"),
    }
    return str(words.get(table)) if table in words else table.replace("_", " ")


def _happened(of: Import, target: Target) -> Iterator[str]:
    """Lines on the timelines of what is new that this import did not write."""
    if target.told_on:
        return
    theirs = sa.and_(
        Entry.record_kind == target.kind,
        created_by(of).hold(Entry.record_id),
        sa.not_((Entry.subject_kind == record_kind(of)) & (Entry.subject_id == of.id)),
    )
    found = db.session.scalars(
        sa.select(Entry.record_id).where(theirs).distinct().limit(MOST_NAMED)
    )
    for record_id in found:
        yield _("%(name)s: something has happened to it since", name=_title(target, record_id))


def updated_rows(of: Import) -> sa.Select[Any]:
    """The rows that said more of what was there."""
    return sa.select(ImportedRow).where(
        ImportedRow.import_id == of.id, ImportedRow.outcome == Outcome.UPDATED
    )


def filled(of: Import, target: Target) -> Iterator[tuple[ImportedRow, Any]]:
    """The rows that said more, each with its record; none where that is gone."""
    rows = iter(db.session.scalars(updated_rows(of)).all())
    while some := list(islice(rows, TOGETHER)):
        ids = [row.record_id for row in some]
        there = db.session.scalars(sa.select(target.model).where(target.table.c.id.in_(ids)))
        records = {record.id: record for record in there.unique()}
        yield from ((row, records.get(row.record_id)) for row in some)


def _changed_since(of: Import, target: Target) -> Iterator[str]:
    """Records that the import filled, and somebody changed in the same place afterwards."""
    for row, record in filled(of, target):
        if record is None:
            yield _("#%(number)s is no longer there", number=row.record_id)
        elif any(plain_value(getattr(record, name)) != it for name, it in row.after.items()):
            yield _("%(name)s: it was changed since", name=_title(target, row.record_id))
