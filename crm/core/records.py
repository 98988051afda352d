"""The records that lower rooms name by kind and id: what notes, files, letters and labels need.

A room declares each kind of its records once; `wiring` lists them. Whoever asks for a record by
its kind and id asks for it among those that its reader knows: there is no second policy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import abort, current_app

from crm.core.actors import Visitor
from crm.core.addresses import path_of
from crm.core.db import Model, Reference, db, get_or_404
from crm.core.languages import in_reader_language
from crm.core.text import folded

Question = Callable[[Any], sa.Select[Any]]
"""The records of one kind that a visitor knows."""


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """One kind of record. `known` asks for those about which a reader may read what is noted.

    `title` names the attribute by which a record is called, `sought` the one in which its folded
    name is looked for, where it may be looked for at all; `query` the part of its page on which
    its timeline stands, and `address` the way to it where the id alone does not lead there.
    `offered` holds for those that may still be chosen, where not all may. `between` says that
    several institutions may know one and the same record.
    """

    kind: str
    label: Any
    icon: str
    endpoint: str
    argument: str
    known: Question
    title: str = "name"
    sought: str = ""
    query: Mapping[str, str] | None = None
    offered: Callable[[], sa.ColumnElement[bool]] = sa.true
    address: Callable[[int], str] | None = None
    between: bool = False

    def url_of(self, record_id: int) -> str:
        """Where the record's page with its timeline is."""
        if self.address:
            return self.address(record_id)
        return path_of(self.endpoint, **{self.argument: record_id}, **(self.query or {}))

    def name_of(self, record: Model) -> str:
        """What the record is called."""
        name = getattr(record, self.title)
        return in_reader_language(name) if isinstance(name, dict) else str(name)


@dataclass(frozen=True)
class Named:
    """A record as another page mentions it."""

    reference: Reference
    name: str
    url: str
    icon: str


def record_kinds() -> Mapping[str, RecordKind]:
    """Every kind of record by its word."""
    found: Mapping[str, RecordKind] = current_app.extensions["mitra.records"]
    return found


def kind_named(word: str) -> RecordKind:
    """The kind with this word, or a page that is not there."""
    return record_kinds().get(word) or abort(404)


def known_record(word: str, record_id: int, reader: Visitor) -> Model:
    """The record, if this reader knows it; what is not known does not exist."""
    found: Model = get_or_404(kind_named(word).known(reader), record_id)
    return found


def record_asked_for(arguments: Mapping[str, str], reader: Visitor) -> "Named | None":
    """The record on whose page somebody began something, by `of` (its kind) and `id`; or none."""
    if "of" not in arguments:
        return None
    kind, number = kind_named(arguments["of"]), arguments.get("id", "")
    record = known_record(kind.kind, int(number) if number.isdecimal() else 0, reader)
    return _named(kind, record)


def _named(kind: RecordKind, record: Any) -> "Named":
    reference = Reference(kind.kind, record.id)
    return Named(reference, kind.name_of(record), kind.url_of(record.id), kind.icon)


def named(references: Iterable[Reference], reader: Visitor) -> list[Named]:
    """The records among these that the reader knows. Costs one statement for each kind."""
    wanted = list(dict.fromkeys(references))
    ids = defaultdict(list)
    for one in wanted:
        ids[one.kind].append(one.id)
    found = {
        Reference(kind.kind, record.id): _named(kind, record)
        for kind in record_kinds().values()
        if kind.kind in ids
        for record in _records(kind, ids[kind.kind], reader)
    }
    return [found[one] for one in wanted if one in found]


def called(words: str, reader: Visitor, *, most: int = 8) -> list[Named]:
    """Records whose names hold all of some words. Costs one statement for each kind sought.

    A name that is not kept folded is looked for without regard to capitals.
    """
    wanted = folded(words).split()
    found: list[Reference] = []
    for kind in record_kinds().values() if wanted else ():
        if kind.sought:
            query = kind.known(reader).where(kind.offered())
            column = getattr(query.column_descriptions[0]["entity"], kind.sought)
            name = sa.func.lower(column)
            query = query.where(*(name.contains(word, autoescape=True) for word in wanted))
            found += [_reference(kind, one) for one in _first(query, column, most)]
    return named(found, reader)


def _reference(kind: RecordKind, record: Any) -> Reference:
    return Reference(kind.kind, record.id)


def _first(query: sa.Select[Any], column: Any, most: int) -> Iterable[Any]:
    return db.session.scalars(query.order_by(None).order_by(column).limit(most)).unique()


def _records(kind: RecordKind, ids: list[int], reader: Visitor) -> Iterable[Any]:
    query = kind.known(reader)
    entity = query.column_descriptions[0]["entity"]
    return db.session.scalars(query.where(entity.id.in_(ids))).unique()
