"""Pages of a list by key: the millionth row is as near as the first, and nothing is counted."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask import request, url_for
from sqlalchemy.orm import InstrumentedAttribute

from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _

Row = TypeVar("Row")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and the way to those before and after."""

    rows: list[Row]
    next_url: str | None
    previous_url: str | None


def page_of(
    query: sa.Select[Row],
    *keys: InstrumentedAttribute[Any],
    descending: bool = False,
    size: int = SIZE,
) -> Page[Row]:
    """One page of the query in the order of its keys; the last key must be unique.

    The place is read from `after` or `before` in the address and refused with 400 if nobody of
    ours wrote it. Costs one statement.
    """
    backwards = "before" in request.args
    place = request.args.get("before") or request.args.get("after")
    falling = descending != backwards
    if place:
        query = query.where(_beyond(keys, _values(place, keys), falling=falling))
    order = [key.desc() if falling else key.asc() for key in keys]
    found = list(db.session.scalars(query.order_by(None).order_by(*order).limit(size + 1)).unique())
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    return _between(rows, keys, more=more, backwards=backwards, placed=bool(place))


def _between(
    rows: list[Row],
    keys: Sequence[InstrumentedAttribute[Any]],
    *,
    more: bool,
    backwards: bool,
    placed: bool,
) -> Page[Row]:
    has_next = bool(rows) and (placed if backwards else more)
    has_previous = bool(rows) and (more if backwards else placed)
    return Page(
        rows,
        _address("after", rows[-1], keys) if has_next else None,
        _address("before", rows[0], keys) if has_previous else None,
    )


def _beyond(
    keys: Sequence[InstrumentedAttribute[Any]], values: list[Any], *, falling: bool
) -> sa.ColumnElement[bool]:
    columns: Any = sa.tuple_(*keys)
    place = sa.tuple_(
        *(sa.literal(value, key.type) for key, value in zip(keys, values, strict=True))
    )
    beyond: sa.ColumnElement[bool] = columns < place if falling else columns > place
    return beyond


def _address(side: str, row: Any, keys: Sequence[InstrumentedAttribute[Any]]) -> str:
    values = [getattr(row, key.key) for key in keys]
    kept = request.args.to_dict(flat=False)
    kept.pop("after", None)
    kept.pop("before", None)
    place = {side: encoded(values)}
    return url_for(request.endpoint or "", **(request.view_args or {}), **kept, **place)  # type: ignore[arg-type]


def encoded(values: Sequence[Any]) -> str:
    """A place in a list as text for an address."""
    plain = [v.isoformat() if isinstance(v, (date, datetime)) else v for v in values]
    return urlsafe_b64encode(json.dumps(plain).encode()).rstrip(b"=").decode()


def _values(place: str, keys: Sequence[InstrumentedAttribute[Any]]) -> list[Any]:
    try:
        raw = list(json.loads(urlsafe_b64decode(place + "=" * (-len(place) % 4))))
        return [_typed(value, key) for value, key in zip(raw, keys, strict=True)]
    except (ValueError, TypeError) as error:
        raise NotUnderstood(
            _("This page of the list can't be found. Start at its beginning.")
        ) from error


def _typed(value: Any, key: InstrumentedAttribute[Any]) -> Any:
    wanted = key.type.python_type
    if wanted is datetime:
        return datetime.fromisoformat(value)
    if wanted is date:
        return date.fromisoformat(value)
    if wanted is int and (not isinstance(value, int) or not -(2**31) <= value < 2**31):
        raise TypeError(value)
    if not isinstance(value, wanted) or (isinstance(value, str) and "\x00" in value):
        raise TypeError(value)
    return value
