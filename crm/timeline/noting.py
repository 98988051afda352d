"""Writing, changing and taking away notes; the lines on timelines follow."""

from flask import abort

from crm.core.actors import Actor, Visitor
from crm.core.audiences import Audience
from crm.core.db import Model, db, get_or_404, reference_to, save
from crm.core.records import known_record
from crm.timeline.models import Note
from crm.timeline.queries import lines_of, notes


def note_for(note_id: int, reader: Visitor) -> Note:
    """The note, if this reader knows the record that it is about and is among its audience.

    Its author finds it still when it was taken away, to bring it back.
    """
    note = get_or_404(notes(), note_id)
    known_record(note.record_kind, note.record_id, reader)
    if not (note.is_own(reader) or note.is_read_by(reader)):
        abort(404)
    return note


def own_note(note_id: int, reader: Visitor) -> Note:
    """The note, if this reader wrote it; whoever may only read it may not change it."""
    note = note_for(note_id, reader)
    if not note.is_own(reader):
        abort(403)
    return note


def write_note(record: Model, *, by: Actor, text: str, audience: Audience) -> Note:
    """Note something about a record."""
    return save(Note.write(reference_to(record), text, audience=audience, by=by))


def change_note(note: Note, *, by: Actor, text: str, audience: Audience) -> None:
    """Put other words, or show the note to others."""
    note.change(by=by, text=text, audience=audience)
    _show(note)


def remove_note(note: Note, *, by: Actor) -> None:
    """Take a note away with its line."""
    note.remove(by=by)
    _show(note)


def restore_note(note: Note, *, by: Actor) -> None:
    """Bring a note back with its line."""
    note.restore(by=by)
    _show(note)


def _show(note: Note) -> None:
    db.session.execute(lines_of(note).values(audience=note.shown_to))
