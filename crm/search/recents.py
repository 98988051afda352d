"""What a reader opened last: the browser keeps kinds and numbers, the names are asked for here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import request

from crm.accounts.models import User
from crm.core.db import db
from crm.search.models import Scope, SearchEntry
from crm.search.sources import SOURCES, Source

MOST = 8
LARGEST = 9
"""How many digits a number may have."""

Opened = tuple[str, int]


@dataclass(frozen=True)
class Recent:
    """One record that was opened before, as far as the reader may see it now."""

    source: Source
    record_id: int
    title: str
    second: str


def record_here() -> str:
    """The kind and the number of the record whose page is shown; empty on any other page."""
    for source in SOURCES.values():
        if request.endpoint == source.endpoint:
            return f"{source.kind}:{(request.view_args or {})[source.argument]}"
    return ""


def opened_of(texts: Iterable[str]) -> list[Opened]:
    """What a browser says was opened, the last first; what is no kind and number is left out."""
    found: dict[Opened, None] = {}
    for text in texts:
        kind, _colon, number = text.partition(":")
        is_number = number.isascii() and number.isdecimal() and len(number) <= LARGEST
        if kind in SOURCES and is_number:
            found[kind, int(number)] = None
    return list(found)[:MOST]


def recents(opened: Sequence[Opened], user: User) -> list[Recent]:
    """The names of what was opened, in that order, of what the reader may see. One statement."""
    branches = [
        branch
        for source in SOURCES.values()
        if user.can(source.permission)
        for branch in _branches(source, [id_ for kind, id_ in opened if kind == source.kind], user)
    ]
    if not branches:
        return []
    found: dict[Opened, Recent] = {}
    for kind, record_id, title, second in db.session.execute(sa.union_all(*branches)):
        found.setdefault((kind, record_id), Recent(SOURCES[kind], record_id, title, second))
    return [found[one] for one in opened if one in found]


def _branches(
    source: Source, ids: Sequence[int], user: User
) -> Iterable[sa.Select[str, int, str, str]]:
    """The whole words of what the reader knows, then the public ones of what is only seen."""
    if not ids:
        return
    whole = _entries(source, ids, Scope.FULL)
    if user.role in source.open_to:
        yield whole
        return
    known = (source.known or source.visible)(user)
    yield whole.where(known.where(source.model.id == SearchEntry.record_id).exists())
    if source.has_public_words:
        seen = source.visible(user).where(source.model.id == SearchEntry.record_id)
        yield _entries(source, ids, Scope.PUBLIC).where(seen.exists())


def _entries(source: Source, ids: Sequence[int], scope: Scope) -> sa.Select[str, int, str, str]:
    return sa.select(
        SearchEntry.kind, SearchEntry.record_id, SearchEntry.title, SearchEntry.second
    ).where(
        SearchEntry.kind == source.kind,
        SearchEntry.record_id.in_(ids),
        SearchEntry.scope == scope,
    )
