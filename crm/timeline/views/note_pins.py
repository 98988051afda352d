"""A note stands above the history, or goes down into it."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.records import kind_named
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.timeline.noting import note_for

bp = Blueprint("note_pins", __name__, url_prefix="/notes/<int:note_id>/pin")


@bp.post("")
@requires(Permission.WRITE_NOTES)
def create(note_id: int) -> ResponseReturnValue:
    note = note_for(note_id, visitor())
    note.pin(pinned=True)
    flash(_("The note stays on top."))
    return redirect(kind_named(note.record_kind).url_of(note.record_id), 303)


@bp.post("/deletion")
@requires(Permission.WRITE_NOTES)
def destroy(note_id: int) -> ResponseReturnValue:
    note = note_for(note_id, visitor())
    note.pin(pinned=False)
    flash(_("The note is in the history."))
    return redirect(kind_named(note.record_kind).url_of(note.record_id), 303)
