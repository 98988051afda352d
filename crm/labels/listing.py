"""How one reader sees one list: what it is narrowed to by labels, its order, its columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

import sqlalchemy as sa
from flask import abort, redirect, request
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.filters import PLACES, address_with
from crm.core.languages import in_reader_language
from crm.core.lists import Column, ListKind, list_kinds
from crm.core.pages import Page, page_of
from crm.core.spreadsheets import Cell
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.labels.models import CustomField, SavedView
from crm.labels.narrowing import FIELD, FieldFilter, asked_of_fields, filters_of
from crm.labels.queries import (
    charges_by_record,
    fields_of_kind,
    is_archived,
    is_kept_by,
    is_tagged,
    opening_view,
    tags_by_record,
    values_by_record,
    views_for,
)
from crm.permissions import Permission

LABEL_NAMES = ("tag", "bin", "charge")
SHAPE_NAMES = ("sort", "columns", "view")
ARCHIVE, MINE, STANDARD = "archive", "me", "name"
OPENS = "opens"
"""The cookie that names the lists that this browser opens with a view."""


def names_for(reader: Visitor, arguments: Mapping[str, str]) -> tuple[str, ...]:
    """What a list's address may name beside its own filters; labels are the network's own.

    Which of the network's fields there are the listing asks itself.
    """
    if not reader.can(Permission.SEE_LABELS):
        return SHAPE_NAMES
    return (*SHAPE_NAMES, *LABEL_NAMES, *asked_of_fields(arguments))


@dataclass(frozen=True)
class Listing:
    """One list as one reader has asked for it."""

    kind: ListKind
    reader: Visitor
    tag: str
    bin: str
    charge: str
    sort: str
    asked: tuple[str, ...]
    of_fields: Mapping[str, str]
    view_id: str = ""

    @property
    def is_set(self) -> bool:
        """Tell whether labels leave anything out."""
        return bool(self.tag or self.bin or self.charge or self.of_fields)

    @property
    def knows_labels(self) -> bool:
        """Tell whether tags, charge and archive are shown at all."""
        return self.reader.can(Permission.SEE_LABELS)

    @property
    def may_act(self) -> bool:
        """Tell whether rows can be chosen for an act."""
        return self.reader.can(Permission.EDIT_LABELS)

    def narrowed(self, query: sa.Select[Any]) -> sa.Select[Any]:
        """The records that the labels let through; the archive shows only when asked for."""
        model, word = self.kind.model, self.kind.record_kind
        gone = is_archived(model, word)
        query = query.where(gone if self.bin == ARCHIVE else ~gone)
        if self.tag:
            query = query.where(is_tagged(model, word, folded(self.tag)[:60]))
        if self.charge == MINE:
            query = query.where(is_kept_by(model, word, self.reader.id))
        return query.where(*(one.condition(model) for one in self.filters))

    @cached_property
    def filters(self) -> list[FieldFilter]:
        """What is asked of the network's own fields. Costs a statement where anything is."""
        return filters_of(self.fields, self.of_fields) if self.of_fields else []

    @property
    def askable(self) -> list[FieldFilter]:
        """Every field of the network's own, with what is asked of it now."""
        asked = {one.field.id: one for one in self.filters}
        return [asked.get(one.id) or FieldFilter(one) for one in self.fields]

    def page(self, query: sa.Select[Any]) -> Page[Any]:
        """One page in the order asked for. Costs one statement."""
        _name, keys, falls = self.kind.orders[self.sort]
        return page_of(self.narrowed(query), *keys, descending=falls)

    @cached_property
    def fields(self) -> Sequence[CustomField]:
        """The network's own fields of these records. Costs one statement."""
        return list(db.session.scalars(fields_of_kind(self.kind.record_kind)))

    @cached_property
    def offered(self) -> dict[str, Column]:
        """Every column that this reader may choose."""
        own = [one for one in self.kind.columns if one.asked_by(self.reader)]
        more = [*_label_columns(), *map(_field_column, self.fields)] if self.knows_labels else []
        return {one.key: one for one in (*own, *more)}

    @cached_property
    def columns(self) -> list[Column]:
        """The columns asked for; none where the list shows itself as usual."""
        if not self.asked:
            return []
        if unknown := set(self.asked) - self.offered.keys():
            raise NotUnderstood(_("This list has no column %(name)s.", name=min(unknown)[:40]))
        return [self.offered[key] for key in self.asked]

    def rows(self, records: Sequence[Any], columns: Sequence[Column]) -> Iterable[list[Cell]]:
        """The cells of some records as the reader may know them: a statement for each lookup."""
        ids = [record.id for record in records]
        found = {name: self._look_up(name, ids) for name in {c.lookup for c in columns if c.lookup}}
        for record in records:
            yield [self._cell(record, column, found) for column in columns]

    def _look_up(self, name: str, ids: list[int]) -> Mapping[int, Any]:
        if name in self.kind.lookups:
            return self.kind.lookups[name](ids, self.reader)
        if name == "tags":
            return tags_by_record(self.kind.record_kind, ids)
        if name == "charge":
            return charges_by_record(self.kind.record_kind, ids)
        return values_by_record(int(name.removeprefix(FIELD)), ids)

    def _cell(self, record: Any, column: Column, found: Mapping[str, Mapping[int, Any]]) -> Cell:
        if not column.open_to(record, self.reader):
            return ""
        return column.value(record, found.get(column.lookup, {}).get(record.id))

    @cached_property
    def view_name(self) -> str:
        """The saved view that the list shows, in words; empty where it shows none that is there.

        Costs one statement where the address names a view.
        """
        if not self.view_id.isdecimal():
            return ""
        mine = views_for(self.reader, self.kind.kind).where(SavedView.id == int(self.view_id[:9]))
        view = db.session.scalars(mine).first()
        if view is None:
            return ""
        if sorted(parse_qsl(view.query)) == sorted(_asked_of_list()):
            return str(_("View “%(name)s”", name=view.name))
        return str(_("View “%(name)s”, changed", name=view.name))

    @property
    def order_label(self) -> str:
        """What the list is sorted by."""
        return str(self.kind.orders[self.sort][0])

    @property
    def order_choices(self) -> list[dict[str, Any]]:
        """The orders, each with its address."""
        return [
            {
                "label": str(name),
                "url": address_with(sort=None if word == STANDARD else word),
                "current": word == self.sort,
            }
            for word, (name, _keys, _falls) in self.kind.orders.items()
        ]

    @property
    def sorts(self) -> dict[str, dict[str, str]]:
        """The order as the head of the table shows it."""
        name, falling = STANDARD, f"-{STANDARD}"
        direction = {name: "ascending", falling: "descending"}.get(self.sort, "")
        turned = address_with(sort=falling if self.sort == name else None)
        return {name: {"url": turned, "direction": direction}}


def _label_columns() -> tuple[Column, ...]:
    return (
        Column(
            key="tags", label=_l("Tags"), value=lambda _r, it: ", ".join(it or ()), lookup="tags"
        ),
        Column(key="charge", label=_l("In charge"), value=lambda _r, it: it or "", lookup="charge"),
    )


def _field_column(one: CustomField) -> Column:
    return Column(
        key=f"{FIELD}{one.key}",
        label=in_reader_language(one.names),
        value=lambda _record, stored: one.read(stored) if stored else "",
        lookup=f"{FIELD}{one.id}",
    )


def listing_of(word: str, arguments: "MultiDict[str, str]", reader: Visitor) -> Listing:
    """The list of a kind as an address asks for it; with nothing asked, as its reader keeps it."""
    kind = list_kinds()[word]
    if not arguments:
        _open_as_kept(kind, reader)
    return read_listing(kind, arguments, reader)


def read_listing(kind: ListKind, arguments: "MultiDict[str, str]", reader: Visitor) -> Listing:
    """The list as an address asks for it; an order or a place that it does not have is refused."""
    sort, place = arguments.get("sort") or STANDARD, arguments.get("bin", "")
    charge = arguments.get("charge", "")
    if sort not in kind.orders or place not in {"", ARCHIVE} or charge not in {"", MINE}:
        raise NotUnderstood(_("This list knows no such filter. Start at its beginning."))
    asked = [key for words in arguments.getlist("columns") for key in words.split(",") if key]
    tag, held = arguments.get("tag", "").strip()[:60], asked_of_fields(arguments)
    columns, view = tuple(dict.fromkeys(asked)), arguments.get("view", "")
    return Listing(kind, reader, tag, place, charge, sort, columns, held, view)


def _asked_of_list() -> list[tuple[str, str]]:
    """What the address asks, without the place in the list and the name of the view."""
    asked = request.args.items(multi=True)
    return [(name, word) for name, word in asked if word and name not in PLACES | {"view"}]


def _open_as_kept(kind: ListKind, reader: Visitor) -> None:
    """Go on to the view with which the list opens; a browser that never set one is not asked."""
    if kind.kind not in request.cookies.get(OPENS, "").split("."):
        return
    view = db.session.scalars(opening_view(reader, kind.kind)).first()
    if view is not None and view.query:
        abort(redirect(f"{kind.url}?{view.asks}"))
