"""Questions about tags, charges, the archive, fields and saved views."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from crm.core.actors import Visitor
from crm.core.db import Reference, db
from crm.labels.models import (
    Archived,
    BulkAct,
    Charge,
    CustomField,
    FieldType,
    FieldValue,
    SavedView,
    Tag,
    Tagging,
)


@dataclass
class Labels:
    """What is fastened to one record."""

    tags: list[str] = field(default_factory=list)
    charge: str = ""
    archived_by: str = ""
    archived_at: datetime | None = None
    fields: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_archived(self) -> bool:
        """Tell whether the record is in the archive."""
        return self.archived_at is not None


def labels_of(about: Reference) -> Labels:
    """Everything that is fastened to a record. Costs one statement."""
    found = Labels()
    for what, number, word in db.session.execute(_fastened(), {"kind": about.kind, "id": about.id}):
        if what == "tag":
            found.tags.append(word)
        elif what == "field":
            found.fields.append((number, word))
        elif what == "since":
            found.archived_at = datetime.fromisoformat(word)
        else:
            setattr(found, {"charge": "charge", "archived": "archived_by"}[what], word)
    found.tags.sort()
    return found


@cache
def _fastened() -> sa.CompoundSelect[str, int, str]:
    """The question after all of it, put together once: the page of every record asks it."""

    def of(model: Any) -> tuple[sa.ColumnElement[bool], ...]:
        kind, number = sa.bindparam("kind", type_=sa.String), sa.bindparam("id", type_=sa.Integer)
        return (model.record_kind == kind, model.record_id == number)

    tags = sa.select(sa.literal("tag"), sa.literal(0), Tag.name).join(Tagging).where(*of(Tagging))
    charge = sa.select(sa.literal("charge"), sa.literal(0), Charge.name).where(*of(Charge))
    archived = sa.select(sa.literal("archived"), sa.literal(0), Archived.by).where(*of(Archived))
    since = sa.select(sa.literal("since"), sa.literal(0), sa.cast(Archived.at, sa.String))
    fields = sa.select(sa.literal("field"), FieldValue.field_id, FieldValue.value)
    return sa.union_all(
        tags, charge, archived, since.where(*of(Archived)), fields.where(*of(FieldValue))
    )


def is_tagged(model: Any, kind: str, folded: str) -> sa.ColumnElement[bool]:
    """Hold for records of a kind that carry a tag."""
    tagged = (
        sa.select(Tagging.record_id)
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(Tagging.record_kind == kind, Tag.folded == folded)
    )
    held: sa.ColumnElement[bool] = model.id.in_(tagged)
    return held


def is_archived(model: Any, kind: str) -> sa.ColumnElement[bool]:
    """Hold for records of a kind that are in the archive."""
    return sa.exists().where(Archived.record_kind == kind, Archived.record_id == model.id)


def is_kept_by(model: Any, kind: str, user_id: int) -> sa.ColumnElement[bool]:
    """Hold for records of a kind of which somebody is in charge."""
    kept = sa.select(Charge.record_id).where(Charge.record_kind == kind, Charge.user_id == user_id)
    held: sa.ColumnElement[bool] = model.id.in_(kept)
    return held


def holds(model: Any, field_id: int, value: str) -> sa.ColumnElement[bool]:
    """Hold for records with a value in a field of the network's own."""
    found = sa.select(FieldValue.record_id).where(
        FieldValue.field_id == field_id, FieldValue.value == value
    )
    held: sa.ColumnElement[bool] = model.id.in_(found)
    return held


def told_values(kind: str, record_id: Any) -> sa.ScalarSelect[Any]:
    """What the network's own fields hold of a record, as one text to look for words in.

    A yes or no has no words, and what is in a field no longer used is not looked for.
    """
    told = sa.func.aggregate_strings(FieldValue.value, " ")
    return (
        sa.select(told)
        .join(CustomField, CustomField.id == FieldValue.field_id)
        .where(FieldValue.record_kind == kind, FieldValue.record_id == record_id)
        .where(~CustomField.closed, CustomField.type != FieldType.YES_NO)
        .scalar_subquery()
    )


def records_with(field: CustomField) -> sa.Select[int]:
    """The records of which a field says something."""
    return sa.select(FieldValue.record_id).where(FieldValue.field_id == field.id)


def tags_by_record(kind: str, ids: Iterable[int]) -> dict[int, list[str]]:
    """The tags of some records. Costs one statement."""
    found: dict[int, list[str]] = defaultdict(list)
    query = sa.select(Tagging.record_id, Tag.name).join(Tag, Tag.id == Tagging.tag_id)
    query = query.where(Tagging.record_kind == kind, Tagging.record_id.in_(list(ids)))
    for record_id, name in db.session.execute(query.order_by(Tag.folded)):
        found[record_id].append(name)
    return found


def charges_by_record(kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Who is in charge of some records. Costs one statement."""
    query = sa.select(Charge.record_id, Charge.name).where(
        Charge.record_kind == kind, Charge.record_id.in_(list(ids))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def values_by_record(field_id: int, ids: Iterable[int]) -> dict[int, str]:
    """What some records hold in a field. Costs one statement."""
    query = sa.select(FieldValue.record_id, FieldValue.value).where(
        FieldValue.field_id == field_id, FieldValue.record_id.in_(list(ids))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def fields_of_kind(kind: str) -> sa.Select[CustomField]:
    """The fields in use of a kind of record, in the order in which they were made."""
    return (
        sa.select(CustomField)
        .where(CustomField.record_kind == kind, ~CustomField.closed)
        .order_by(CustomField.id)
    )


def fields() -> sa.Select[CustomField]:
    """Every field, closed ones last."""
    return sa.select(CustomField).order_by(
        CustomField.closed, CustomField.record_kind, CustomField.id
    )


def tag_called(folded: str) -> sa.Select[Tag]:
    """The tag of a word."""
    return sa.select(Tag).where(Tag.folded == folded)


def tags_of_kind(kind: str) -> sa.Select[str, int]:
    """The tags in use on a kind of record, with how many records carry each."""
    return (
        sa.select(Tag.name, sa.func.count())
        .join(Tagging, Tagging.tag_id == Tag.id)
        .where(Tagging.record_kind == kind)
        .group_by(Tag.id, Tag.name, Tag.folded)
        .order_by(Tag.folded)
    )


def views_for(reader: Visitor, kind: str) -> sa.Select[SavedView]:
    """The views of a list that a reader may open: the own ones first, then those for all."""
    mine = SavedView.owner_id == reader.id
    return (
        sa.select(SavedView)
        .where(SavedView.record_kind == kind, mine | SavedView.shared)
        .order_by(SavedView.owner_id != reader.id, SavedView.name, SavedView.id)
    )


def opening_view(reader: Visitor, kind: str) -> sa.Select[SavedView]:
    """The own view with which a list opens."""
    return sa.select(SavedView).where(
        SavedView.record_kind == kind, SavedView.owner_id == reader.id, SavedView.opens
    )


def acts_of(reader: Visitor) -> sa.Select[BulkAct]:
    """What somebody did to many records."""
    return sa.select(BulkAct).where(BulkAct.by_id == reader.id)


def archive_of(kind: str, ids: Iterable[int]) -> sa.Select[int, datetime, str]:
    """Which of some records are in the archive, since when and by whom."""
    return sa.select(Archived.record_id, Archived.at, Archived.by).where(
        Archived.record_kind == kind, Archived.record_id.in_(list(ids))
    )
