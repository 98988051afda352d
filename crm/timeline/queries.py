"""The history of a record, newest first, as far as its reader may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from crm.core.actors import Visitor
from crm.core.audiences import Audience, audiences_of
from crm.core.db import Model, Reference, reference_to
from crm.core.events import KINDS
from crm.core.languages import in_reader_language
from crm.core.records import record_kinds
from crm.core.templating import moment, plain_date
from crm.timeline.models import Entry, Note
from crm.timeline.topics import Topic

NOTE = "note"


@dataclass(slots=True)
class Line:
    """One line as a reader sees it, in the reader's language; `month` stands above it."""

    at: datetime
    icon: str
    sentence: str
    quote: str
    subject_kind: str
    subject_id: int
    month: str = ""
    note: Note | None = None
    when: str = ""
    url: str = ""


def entries_of(record: Model, audiences: Iterable[Audience]) -> sa.Select[Any]:
    """The entries on a record's timeline that these audiences may read, newest first."""
    about = reference_to(record)
    return (
        sa.select(Entry)
        .where(
            Entry.record_kind == about.kind,
            Entry.record_id == about.id,
            Entry.audience.in_(list(audiences)),
        )
        .order_by(Entry.at.desc(), Entry.id.desc())
    )


def entries_on(record: Model, reader: Visitor, topic: Topic | None) -> sa.Select[Any]:
    """What a reader sees of a record's history, on one topic or on all."""
    query = entries_of(record, audiences_of(reader.role_word))
    return query.where(Entry.topic == topic) if topic else query


def notes() -> sa.Select[Note]:
    """Every note, those taken away too."""
    return sa.select(Note)


def notes_known_to(reader: Visitor) -> sa.Select[Note]:
    """The notes that a reader reads, on all the records that the reader knows."""
    places = []
    for kind in record_kinds().values():
        if kind.kind != NOTE:
            known = kind.known(reader)
            entity = known.column_descriptions[0]["entity"]
            ids = sa.select(known.order_by(None).with_only_columns(entity.id).subquery().c.id)
            places.append(sa.and_(Note.record_kind == kind.kind, Note.record_id.in_(ids)))
    return notes().where(
        Note.removed_at.is_(None),
        Note.audience.in_(audiences_of(reader.role_word)),
        sa.or_(*places),
    )


def notes_shown(about: Reference, ids: Iterable[int], reader: Visitor) -> sa.Select[Note]:
    """Some notes by their ids, and those that stand above a record's history, newest first."""
    is_pinned = sa.and_(
        Note.record_kind == about.kind,
        Note.record_id == about.id,
        Note.pinned,
        Note.removed_at.is_(None),
        Note.audience.in_(audiences_of(reader.role_word)),
    )
    return notes().where(Note.id.in_(list(ids)) | is_pinned).order_by(Note.id.desc())


def lines_of(note: Note) -> sa.Update:
    """The lines that a note has on timelines, to be shown to others."""
    return sa.update(Entry).where(Entry.subject_kind == NOTE, Entry.subject_id == note.id)


def line_of(entry: Entry) -> Line:
    """Read an entry aloud."""
    kind = KINDS.get(entry.fact)
    words = str(kind.sentence) if kind else entry.fact
    return Line(
        entry.at,
        kind.icon if kind else "circle-dot",
        words % {"actor": entry.actor, **{name: said(it) for name, it in entry.facts.items()}},
        entry.reason,
        entry.subject_kind,
        entry.subject_id,
    )


def said(fact: Any) -> Any:
    """A fact read aloud: {"at": ISO, "zone": …} is a moment, {"on": ISO} a day, {"id": …} words."""
    if not isinstance(fact, dict):
        return fact
    if "on" in fact:
        return plain_date(date.fromisoformat(fact["on"]))
    if "at" in fact:
        return moment(datetime.fromisoformat(fact["at"]), fact.get("zone"))
    return in_reader_language(fact)
