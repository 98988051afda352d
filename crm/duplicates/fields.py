"""The fields that are chosen one by one when two records become one, and those that follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crm.duplicates.journal import Values
from crm.duplicates.kinds import Kind
from crm.duplicates.twins import NOTHING
from crm.duplicates.words import FIELD_NAMES

KEPT = frozenset({"id", "version", "created_at"})
"""What is the survivor's own and never the other's."""
FOLLOWING: dict[str, Sequence[str]] = {
    "name": ("sort_name",),
    "type": ("is_library",),
    "regency_code": ("province_code", "zone"),
    "latitude": ("longitude",),
    "state": (
        "joined_on",
        "published",
        "membership_starts_on",
        "membership_ends_on",
        "membership_is_fixed",
    ),
}
"""What goes with a field and is not asked of on its own."""
JOINED = frozenset({"extras", "former_names"})
"""Fields of which both sides are kept."""


@dataclass(frozen=True)
class Field:
    """One field that is asked of, and the columns that go with it."""

    name: str
    also: Sequence[str] = ()


def fields_of(kind: Kind) -> list[Field]:
    """The fields of a kind, in the order of its table."""
    columns = [column.name for column in kind.model.__table__.columns]
    also = {name: FOLLOWING.get(name, ()) for name in columns}
    following = {one for name in columns for one in also[name]}
    asked = [name for name in columns if name not in KEPT | following | JOINED]
    return [Field(name, tuple(one for one in also[name] if one in columns)) for name in asked]


def asked_fields(kind: Kind) -> list[Field]:
    """The fields of which a person is asked: those that have a name on the page."""
    return [field for field in fields_of(kind) if field.name in FIELD_NAMES]


def quietly_taken(kind: Kind, survivor: Values, gone: Values) -> frozenset[str]:
    """The fields nobody is asked of in which the survivor says nothing and the other does."""
    quiet = [field.name for field in fields_of(kind) if field.name not in FIELD_NAMES]
    return frozenset(
        name for name in quiet if says_nothing(survivor[name]) and not says_nothing(gone[name])
    )


def says_nothing(value: Any) -> bool:
    """Tell whether a field says nothing."""
    return value in NOTHING


def taken(fields: Iterable[Field], survivor: Values, gone: Values, takes: frozenset[str]) -> Values:
    """What the survivor holds from now on, as far as it differs."""
    values = {
        name: gone[name]
        for field in fields
        if field.name in takes
        for name in (field.name, *field.also)
    }
    for name in JOINED.intersection(survivor):
        values[name] = _joined(survivor[name], gone[name])
    return {name: value for name, value in values.items() if value != survivor[name]}


def _joined(mine: Any, theirs: Any) -> Any:
    if isinstance(mine or theirs, dict):
        return {**(theirs or {}), **(mine or {})}
    return [*(mine or []), *(one for one in theirs or [] if one not in (mine or []))]
