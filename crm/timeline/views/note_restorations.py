"""A note that was taken away comes back."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.records import kind_named
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.timeline.noting import own_note, restore_note

bp = Blueprint("note_restorations", __name__, url_prefix="/notes/<int:note_id>/restoration")


@bp.post("")
@requires(Permission.WRITE_NOTES)
def create(note_id: int) -> ResponseReturnValue:
    note = own_note(note_id, visitor())
    restore_note(note, by=visitor().as_actor())
    flash(_("The note is back."))
    return redirect(kind_named(note.record_kind).url_of(note.record_id), 303)
