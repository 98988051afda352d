"""Keeping the index fresh: on every fact, and set-wise for work that writes thousands at once."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from crm.core.db import db, record_kind
from crm.core.events import Event
from crm.core.pouring import pour
from crm.core.spans import among
from crm.core.text import folded, folds
from crm.labels.models import CustomField
from crm.labels.queries import records_with
from crm.people.models import Affiliation
from crm.search.models import Scope, SearchEntry, SearchWord
from crm.search.sources import SOURCES, Source
from crm.search.spelling import is_remembered
from crm.search.words import Words, own_shelf, shelf

TOGETHER = 2000


def keep_fresh(event: Event) -> None:
    """Enter the record that a fact is about again, in the same transaction as the change."""
    source = SOURCES.get(record_kind(event.subject))
    if source is None:
        return
    db.session.flush()
    if source.at_first and isinstance(event, source.at_first.fact):
        _enter_words(source, [source.at_first.words(event.subject)])
    else:
        _enter_words(source, source.words([event.subject.id]))  # type: ignore[attr-defined]


def keep_field_fresh(event: Event) -> None:
    """Enter the records that hold something in a field again: it may be out of use, or back."""
    field = cast("CustomField", event.subject)
    if "closed" in event.after:
        db.session.flush()
        reindex(field.record_kind, list(db.session.scalars(records_with(field))))


def keep_colleagues_fresh(event: Event) -> None:
    """Enter the people of a renamed institution again: they are found by its name."""
    here = sa.select(Affiliation.person_id).where(
        Affiliation.institution_id == event.subject.id  # type: ignore[attr-defined]
    )
    reindex("person", list(db.session.scalars(here)))


def reindex(kind: str, ids: Iterable[int]) -> None:
    """Enter records of one kind again; two or three statements for each two thousand.

    Whoever writes many records at once (import, merge, undo) calls this in the same transaction.
    Affiliations stand for their people; what is not searched is left alone.
    """
    for some in _portions(ids):
        if kind == "affiliation":
            reindex("person", _people_of(some))
        elif kind in SOURCES:
            _enter_words(SOURCES[kind], SOURCES[kind].words(some))


def _enter_words(source: Source, told: Iterable[Words]) -> None:
    rows = [row for words in told for row in _rows_of(source, words)]
    if rows:
        _enter(rows)
        _learn(rows)


def _people_of(affiliation_ids: Sequence[int]) -> list[int]:
    there = Affiliation.id.in_(affiliation_ids)
    return list(db.session.scalars(sa.select(Affiliation.person_id).where(there).distinct()))


class Brought(Protocol):
    """A fact about many records at once: which kind, which are new, which changed."""

    record_kind: str
    created: Sequence[int]
    changed: Sequence[int]


def enter_import(event: Event) -> None:
    """Enter what a file brought; of new records nothing is there that had to be replaced."""
    brought = cast("Brought", event)
    source = SOURCES.get(brought.record_kind)
    if source is None:
        reindex(brought.record_kind, [*brought.created, *brought.changed])
        return
    known: set[str] = set()
    for some in _portions(brought.created):
        rows = [row for words in source.words(some) for row in _rows_of(source, words)]
        told = [row for row in rows if row["words"]]
        if told:
            pour(SearchEntry, told, at_once=TOGETHER)
            known |= _learn(told, known)
    reindex(brought.record_kind, brought.changed)


class Merged(Protocol):
    """A fact about two records of which one became the other, or is itself again."""

    subject: Any
    gone_id: int


def enter_merge(event: Event) -> None:
    """Let nobody find what is gone; its people are found by the name of the survivor.

    The entries stay, without words, so that the undoing fills the same ones again.
    """
    merged = cast("Merged", event)
    kind = record_kind(merged.subject)
    gone = sa.update(SearchEntry).where(
        SearchEntry.kind == kind, SearchEntry.record_id == merged.gone_id
    )
    db.session.execute(gone.values(words=""))
    if kind == "institution":
        keep_colleagues_fresh(event)


def enter_undone_merge(event: Event) -> None:
    """Let what was gone be found again, and its people by its name."""
    merged = cast("Merged", event)
    kind = record_kind(merged.subject)
    reindex(kind, [merged.gone_id])
    if kind == "institution":
        keep_colleagues_fresh(event)
        there = Affiliation.institution_id == merged.gone_id
        reindex("person", list(db.session.scalars(sa.select(Affiliation.person_id).where(there))))


class TakenBack(Protocol):
    """A fact about many records that are gone again, and of others that are as before."""

    record_kind: str
    changed: Sequence[int]

    @property
    def gone_ids(self) -> Iterator[int]:
        """The records that are no longer there."""
        ...


def leave_import(event: Event) -> None:
    """Find no longer what an import had brought, and the rest as it was."""
    undone = cast("TakenBack", event)
    forget(undone.record_kind, undone.gone_ids)
    reindex(undone.record_kind, undone.changed)


def forget(kind: str, ids: Iterable[int]) -> None:
    """Take records that are gone out of the index."""
    for some in _portions(ids):
        gone = sa.delete(SearchEntry).where(
            SearchEntry.kind == kind, among(SearchEntry.record_id, some)
        )
        db.session.execute(gone)


def rebuild() -> None:
    """Enter everything again, from nothing; the caller commits."""
    db.session.execute(sa.delete(SearchEntry))
    db.session.execute(sa.delete(SearchWord))
    for source in SOURCES.values():
        reindex(source.kind, list(db.session.scalars(sa.select(source.model.id))))


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, TOGETHER)):
        yield some


def _rows_of(source: Source, words: Words) -> Iterator[dict[str, Any]]:
    own = [own_shelf(source.kind, institution) for institution in words.own_of if institution]
    row = {
        "kind": source.kind,
        "record_id": words.record_id,
        "title": words.title[:300],
        "second": words.second[:300],
        "folded_title": folded(words.title)[:300],
    }
    yield row | _told(source, Scope.FULL, words.full, own)
    if words.public is not None:
        yield row | _told(source, Scope.PUBLIC, words.public)
    if words.labels is not None:
        yield row | _told(source, Scope.LABELS, words.labels and [*words.full, words.labels])


def _told(
    source: Source, scope: Scope, said: Sequence[str | None], own: Sequence[str] = ()
) -> dict[str, Any]:
    return {"scope": scope, "words": words_in(said, shelf(source.kind, scope), *own)}


def words_in(texts: Sequence[str | None], *shelves: str) -> str:
    """All words of some texts, folded, each once, after the names of their shelves."""
    if not texts:
        return ""
    found = [word[:40] for word in folds(" ".join(filter(None, texts))).split()]
    return " ".join([*shelves, *dict.fromkeys(found)]) if found else ""


def _enter(rows: list[dict[str, Any]]) -> None:
    statement = _insert(SearchEntry)
    keys = ("kind", "record_id", "scope")
    anew = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    db.session.execute(statement.on_conflict_do_update(index_elements=keys, set_=anew), rows)


def _learn(rows: list[dict[str, Any]], known: Container[str] = ()) -> set[str]:
    """Remember the words that may be begun or misspelt, and say which; most are there already."""
    words = {word for row in rows for word in row["words"].split() if word not in known}
    learnt = sorted(filter(is_remembered, words))
    if learnt:
        told = [{"word": word} for word in learnt]
        db.session.execute(_insert(SearchWord).on_conflict_do_nothing(), told)
    return words


def _insert(model: type[SearchEntry] | type[SearchWord]) -> Any:
    dialect = db.session.get_bind().dialect.name
    return (postgresql if dialect == "postgresql" else sqlite).insert(model.__table__)
