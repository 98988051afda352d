"""Finding: words to results, the own ones first, and only what the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.db import db
from crm.core.later import Later
from crm.core.text import folded
from crm.permissions import Permission
from crm.search.engines import engine_named
from crm.search.models import Scope, SearchEntry
from crm.search.question import BEGINS, EACH_KIND, Branch, beginning, question
from crm.search.sources import SOURCES, Source
from crm.search.spelling import typed_words
from crm.search.terms import Term, respelt
from crm.search.words import own_shelf, shelf

fuzz = Later("rapidfuzz.fuzz")

FEW = 5


@dataclass(frozen=True)
class Found:
    """One record that was found; `is_own` when it belongs to the reader's own institution.

    What is in the archive is found only by those who ask for it.
    """

    kind: str
    record_id: int
    title: str
    second: str
    is_own: bool
    closeness: float
    is_archived: bool = False


@dataclass(frozen=True)
class Results:
    """What was found, by kind, the nearest first; `guessed` when only misspelt words matched."""

    by_kind: list[tuple[Source, list[Found]]]
    guessed: bool = False

    def is_cut(self, found: list[Found]) -> bool:
        """Tell whether there may be more of a kind than is shown."""
        return len(found) >= EACH_KIND

    @property
    def count(self) -> int:
        """How many results are shown."""
        return sum(len(found) for _, found in self.by_kind)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: the text, who asks, among which kinds, and if in the archive too."""

    text: str
    user: User
    sources: Sequence[Source]
    with_archive: bool


def find(text: str, user: User, *, with_archive: bool = False) -> Results:
    """What the reader may see of what matches; few results are filled up with near spellings.

    Costs two statements at most, or three when something may be misspelt.
    """
    words = typed_words(text)
    sources = [source for source in SOURCES.values() if user.can(source.permission)]
    if not words or not sources:
        return Results([])
    asked = Asked(text, user, sources, with_archive)
    exact = _matching(engine_named(db.engine.dialect.name).terms(words), asked)
    if len(exact) >= FEW:
        return _grouped(exact, sources)
    near = _matching(respelt(words), asked)
    return _grouped(near | exact, sources, guessed=bool(near) and not exact)


def _matching(terms: Sequence[Term], asked: Asked) -> dict[tuple[str, int], Found]:
    if not terms:
        return {}
    looked = [
        (source, shelf) for source in asked.sources for shelf in shelves_for(source, asked.user)
    ]
    branches = [
        (Branch(number, source.kind, shelf.is_own, source.has_labels), _seen(source, shelf))
        for number, (source, shelf) in enumerate(looked)
    ]
    dialect = db.engine.dialect.name
    text = folded(asked.text)
    given = {
        branch.wanted: engine_named(dialect).wanted(shelf.name, terms)
        for (branch, _), (_, shelf) in zip(branches, looked, strict=True)
    }
    rows = db.session.execute(
        question(branches, with_archive=asked.with_archive, dialect=dialect),
        {BEGINS: beginning(text), **given},
    )
    found = [_found(row, text) for row in rows]
    return {(one.kind, one.record_id): one for one in sorted(found, key=lambda one: one.is_own)}


def _seen(source: Source, looked: "Shelf") -> sa.Exists | None:
    """Hold for the records on a shelf that the reader may see; None where that is all of them."""
    if looked.visible is None:
        return None
    return looked.visible.where(source.model.id == SearchEntry.record_id).exists()


@dataclass(frozen=True)
class Shelf:
    """Where to look, and which of the records there the reader may see; None when all."""

    name: str
    visible: sa.Select[Any] | None = None
    is_own: bool = False


def shelves_for(source: Source, user: User) -> list[Shelf]:
    """Where a reader may look for one kind: all words where all is known, else the public ones."""
    everything = shelf(source.kind, Scope.FULL)
    known = None if user.role in source.open_to else (source.known or source.visible)(user)
    looked = []
    if source.has_labels and user.can(Permission.SEE_LABELS):
        looked.append(Shelf(shelf(source.kind, Scope.LABELS), known))
    if known is None:
        return [Shelf(everything), *looked]
    if source.has_public_words:
        looked.append(Shelf(shelf(source.kind, Scope.PUBLIC), source.visible(user)))
    if user.institution_id is not None and (source.has_public_words or source.is_by_house):
        own = own_shelf(source.kind, user.institution_id)
        looked.append(Shelf(own, known, is_own=True))
    if user.parent_body_id is not None or not (source.has_public_words or source.is_by_house):
        looked.append(Shelf(everything, known))
    return looked


def _found(row: Any, text: str) -> Found:
    return Found(
        kind=row.kind,
        record_id=row.record_id,
        title=row.title,
        second=row.second,
        is_own=bool(row.own),
        closeness=fuzz.WRatio(text, folded(row.title)),
        is_archived=bool(row.gone),
    )


def _grouped(
    found: dict[tuple[str, int], Found], sources: Sequence[Source], *, guessed: bool = False
) -> Results:
    by_kind = []
    for source in sources:
        own_kind = [one for one in found.values() if one.kind == source.kind]
        own_kind.sort(key=lambda one: (not one.is_own, -one.closeness, one.title))
        if own_kind:
            by_kind.append((source, own_kind[:EACH_KIND]))
    return Results(by_kind, guessed)
