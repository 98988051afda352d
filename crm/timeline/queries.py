"""The history of a record, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from crm.core.db import Model, db, record_kind
from crm.core.events import KINDS
from crm.core.languages import in_reader_language
from crm.core.templating import moment, plain_date
from crm.timeline.models import Entry


@dataclass(frozen=True)
class Line:
    """One line as a reader sees it, in the reader's language."""

    at: datetime
    icon: str
    sentence: str
    quote: str
    subject_kind: str
    subject_id: int


def entries_of(record: Model) -> sa.Select[Any]:
    """Every entry on a record's timeline, newest first."""
    return (
        sa.select(Entry)
        .where(Entry.record_kind == record_kind(record), Entry.record_id == record.id)  # type: ignore[attr-defined]
        .order_by(Entry.at.desc(), Entry.id.desc())
    )


def history_of(record: Model, *, most: int = 50) -> list[Line]:
    """The newest lines of a record's history. Costs one statement."""
    return [line_of(entry) for entry in db.session.scalars(entries_of(record).limit(most))]


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
