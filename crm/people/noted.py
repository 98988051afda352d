"""Notes and files that hang on records about a person: they go when the person is forgotten."""

import sqlalchemy as sa

from crm.core.db import db
from crm.files.models import Attachment
from crm.timeline.models import Entry, Note
from crm.timeline.queries import NOTE


def forget_noted(kind: str, ids: sa.Select[int]) -> None:
    """Forget the notes on some records of a kind, with their lines and files."""
    about = sa.select(Note.id).where(Note.record_kind == kind, Note.record_id.in_(ids))
    lines = sa.and_(Entry.subject_kind == NOTE, Entry.subject_id.in_(about))
    db.session.execute(sa.delete(Entry).where(lines))
    forget_files(NOTE, about)
    db.session.execute(sa.delete(Note).where(Note.id.in_(about)))


def forget_files(kind: str, ids: sa.Select[int]) -> None:
    """Take the files off some records of a kind for good, but none on which a decision rests."""
    theirs = sa.and_(Attachment.record_kind == kind, Attachment.record_id.in_(ids))
    db.session.execute(sa.delete(Attachment).where(theirs, ~Attachment.kept))
