"""Writes down every fact, in the same transaction as the change."""

from crm.audit.models import AuditEntry
from crm.core import clock
from crm.core.db import db, record_kind
from crm.core.events import Event


def write_down(event: Event) -> None:
    """Add the fact to the trail."""
    by = event.by
    db.session.add(
        AuditEntry(
            at=clock.now(),
            fact=type(event).__name__,
            subject_kind=record_kind(event.subject),
            subject_id=event.subject.id,  # type: ignore[attr-defined]
            actor=by.name,
            actor_id=by.user_id,
            role=by.role,
            way=by.way,
            on_behalf_of=by.on_behalf_of,
            from_state=event.from_state,
            to_state=event.to_state,
            reason=event.reason,
            version=event.version,
            facts=event.facts(),
            before=event.before,
            after=event.after,
        )
    )
