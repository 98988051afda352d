"""The lists of the register: their columns, their orders, and the question behind each.

A room declares each of its lists once; `wiring` lists them. Saved views, acts on many records and
exports ask here what a list holds for a reader: there is no second policy, and no other column.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import abort, current_app
from werkzeug.datastructures import MultiDict

from crm.core.actors import Visitor
from crm.core.addresses import path_of
from crm.core.spreadsheets import Cell
from crm.permissions import Permission

Lookup = Callable[[list[int], Visitor], Mapping[int, Any]]
Order = tuple[Any, tuple[Any, ...], bool]
"""Its name, the columns it goes by (none of them ever empty, the last unique), and if it falls."""


def everybody(_record: Any, _reader: Visitor) -> bool:
    """Hold for facts that whoever sees the record may know."""
    return True


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `value` gets the record and what `lookup` found for it; `open_to` may say no."""

    key: str
    label: Any
    value: Callable[[Any, Any], Cell]
    lookup: str = ""
    open_to: Callable[[Any, Visitor], bool] = everybody
    asked_by: Callable[[Visitor], bool] = lambda _reader: True


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """One list. `listed` reads the filters of an address; `stays` says what is never archived.

    `of` names the kind of record, where the list holds only some of them: labels are the record's,
    views are the list's.
    """

    kind: str
    label: Any
    endpoint: str
    model: Any
    permission: Permission
    listed: Callable[["MultiDict[str, str]", Visitor], sa.Select[Any]]
    columns: Sequence[Column]
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    orders: Mapping[str, Order]
    record_endpoint: str
    argument: str
    stays: Any = None
    card: Callable[[Any, Any], str] | None = None
    card_lookup: str = ""
    of: str = ""

    @property
    def record_kind(self) -> str:
        """The kind of record that stands in the list."""
        return self.of or self.kind

    @property
    def url(self) -> str:
        """Where the list is."""
        return path_of(self.endpoint)

    def url_of(self, record_id: int) -> str:
        """Where one of its records is."""
        return path_of(self.record_endpoint, **{self.argument: record_id})


def list_kinds() -> Mapping[str, ListKind]:
    """Every list by the word of its records."""
    found: Mapping[str, ListKind] = current_app.extensions["mitra.lists"]
    return found


def list_named(word: str, reader: Visitor) -> ListKind:
    """The list of a kind of record, for whoever may open it."""
    kind = list_kinds().get(word) or abort(404)
    if not reader.can(kind.permission):
        abort(404)
    return kind
