"""A history as a page tells it: newest first, a line for each month, older pages by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request

from crm.core.access import visitor
from crm.core.actors import Visitor
from crm.core.addresses import configuration
from crm.core.db import Model, Reference, db, reference_to
from crm.core.filters import address_with, member
from crm.core.pages import Page, page_of
from crm.core.templating import local, month_name
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.timeline.forms import NoteForm
from crm.timeline.models import Entry, Note
from crm.timeline.queries import (
    NOTE,
    Line,
    entries_on,
    line_of,
    notes_shown,
)
from crm.timeline.topics import TOPIC_NAMES, Topic


@dataclass(frozen=True)
class History:
    """Some of a record's history as one reader may know it, and the way to what came before."""

    about: Reference
    lines: list[Line]
    pinned: list[Note]
    page: Page[Entry]
    topic: Topic | None
    form: NoteForm | None
    notes_only: bool

    @property
    def note_ids(self) -> list[int]:
        """The notes that the page shows."""
        among = [line.note for line in self.lines if line.note]
        return [note.id for note in (*self.pinned, *among)]

    @property
    def topics(self) -> list[dict[str, Any]]:
        """The filters, each with its address."""
        everything = {"label": _("All"), "url": address_with(topic=None), "current": not self.topic}
        return [
            everything,
            *(
                {"label": str(name), "url": address_with(topic=one), "current": one is self.topic}
                for one, name in TOPIC_NAMES.items()
            ),
        ]


def told_history(record: Model, reader: Visitor, *, notes_only: bool = False) -> History:
    """The page of a record's history that the address asks for. Costs two statements.

    Who may not know all that happened to a record reads the notes and files alone.
    """
    asked, about = member(Topic, request.args.get("topic")), reference_to(record)
    topic = Topic.NOTES if notes_only else asked
    page = page_of(entries_on(record, reader, topic), Entry.at, Entry.id, descending=True)
    ids = [one.subject_id for one in page.rows if one.subject_kind == NOTE]
    shown = list(db.session.scalars(notes_shown(about, ids, reader)))
    return History(
        about,
        with_months(page.rows, {note.id: note for note in shown}),
        [note for note in shown if note.pinned and note.about == about],
        page,
        topic,
        NoteForm.made_for(reader, about.kind, formdata=None)
        if reader.can(Permission.WRITE_NOTES)
        else None,
        notes_only,
    )


def history_on(record: Model, *, notes_only: bool = False) -> History:
    """The page of a record's history for whoever looks at it. Costs two statements."""
    return told_history(record, visitor(), notes_only=notes_only)


def history_of(record: Model, *, most: int = 50) -> list[Line]:
    """The newest lines of a record's history that its reader may know. Costs one statement."""
    entries = entries_on(record, visitor(), None).limit(most)
    return [line_of(entry) for entry in db.session.scalars(entries)]


def with_months(entries: Iterable[Entry], written: dict[int, Note]) -> list[Line]:
    """The lines as the timeline macro wants them, the first of each month under its name."""
    told, zone, last = [line_of(entry) for entry in entries], configuration().timezone, ""
    for line in told:
        line.note = written.get(line.subject_id) if line.subject_kind == NOTE else None
        month = month_name(local(line.at, zone).date())
        line.month, last = month if month != last else "", month
    return told
