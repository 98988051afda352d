"""Writes each fact on the timeline of every record it is about."""

from crm.core import clock
from crm.core.db import db, record_kind
from crm.core.events import Event
from crm.timeline.models import Entry
from crm.timeline.topics import topic_of


def enter(event: Event) -> None:
    """Add one line for each record, in the same transaction as the change itself."""
    at = clock.now()
    for record in event.about():
        db.session.add(
            Entry(
                record_kind=record_kind(record),
                record_id=record.id,  # type: ignore[union-attr]
                at=at,
                topic=topic_of(type(event)),
                audience=event.audience(),
                fact=type(event).__name__,
                actor=event.by.name,
                facts=event.facts(),
                reason=event.reason,
                subject_kind=record_kind(event.subject),
                subject_id=event.subject.id,  # type: ignore[attr-defined]
            )
        )
