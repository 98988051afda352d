"""Papers of an institution that became part of another: its people read them from then on."""

from typing import Any, Protocol, cast

import sqlalchemy as sa

from crm.core.db import db
from crm.core.events import Event
from crm.documents.models import DocumentReader


class Merged(Protocol):
    """A fact about an institution that lives on in another."""

    subject: Any
    successor: Any


def hand_on_papers(event: Event) -> None:
    """Let the successor read every paper of what it took over; the papers stay as they are."""
    merged = cast("Merged", event)
    gone, heir = merged.subject.id, merged.successor.id
    read = sa.select(DocumentReader.document_id).where(DocumentReader.institution_id == heir)
    left = sa.select(DocumentReader.document_id, sa.literal(heir)).where(
        DocumentReader.institution_id == gone, DocumentReader.document_id.not_in(read)
    )
    names = ["document_id", "institution_id"]
    db.session.execute(sa.insert(DocumentReader).from_select(names, left))
