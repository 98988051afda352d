"""Notes: what people write about a record."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.records import kind_named, known_record
from crm.core.undoing import flash_with_undo
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.timeline.forms import NoteForm
from crm.timeline.noting import change_note, note_for, own_note, remove_note, write_note

bp = Blueprint("notes", __name__)


@bp.get("/records/<kind>/<int:record_id>/notes/new")
@requires(Permission.WRITE_NOTES)
def new(kind: str, record_id: int) -> ResponseReturnValue:
    record = known_record(kind, record_id, visitor())
    form = NoteForm.made_for(visitor(), kind)
    return render_template("timeline/notes/new.html", record=record, of=kind_named(kind), form=form)


@bp.post("/records/<kind>/<int:record_id>/notes")
@requires(Permission.WRITE_NOTES)
def create(kind: str, record_id: int) -> ResponseReturnValue:
    record, of = known_record(kind, record_id, visitor()), kind_named(kind)
    form = NoteForm.made_for(visitor(), kind)
    if not form.validate():
        return render_template("timeline/notes/new.html", record=record, of=of, form=form), 422
    note = write_note(record, by=visitor().as_actor(), **form.facts())
    flash_with_undo(_("The note is written."), url_for("notes.destroy", note_id=note.id))
    return redirect(of.url_of(record_id), 303)


@bp.get("/notes/<int:note_id>")
@requires(Permission.SEE_HOME)
def show(note_id: int) -> ResponseReturnValue:
    note = note_for(note_id, visitor())
    return redirect(f"{kind_named(note.record_kind).url_of(note.record_id)}#note-{note_id}", 303)


@bp.get("/notes/<int:note_id>/edit")
@requires(Permission.WRITE_NOTES)
def edit(note_id: int) -> ResponseReturnValue:
    note = own_note(note_id, visitor())
    form = NoteForm.made_for(visitor(), note.record_kind, obj=note)
    of = kind_named(note.record_kind)
    return render_template("timeline/notes/edit.html", note=note, of=of, form=form)


@bp.post("/notes/<int:note_id>")
@requires(Permission.WRITE_NOTES)
def update(note_id: int) -> ResponseReturnValue:
    note = own_note(note_id, visitor())
    form = NoteForm.made_for(visitor(), note.record_kind, obj=note)
    of = kind_named(note.record_kind)
    if not form.validate():
        return render_template("timeline/notes/edit.html", note=note, of=of, form=form), 422
    change_note(note, by=visitor().as_actor(), **form.facts())
    flash(_("The note is saved."))
    return redirect(of.url_of(note.record_id), 303)


@bp.post("/notes/<int:note_id>/deletion")
@requires(Permission.WRITE_NOTES)
def destroy(note_id: int) -> ResponseReturnValue:
    note = own_note(note_id, visitor())
    remove_note(note, by=visitor().as_actor())
    undo = url_for("note_restorations.create", note_id=note_id)
    flash_with_undo(_("The note is removed."), undo)
    return redirect(kind_named(note.record_kind).url_of(note.record_id), 303)
