"""One record comes back from the archive, from its own page."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.lists import list_named
from crm.core.records import known_record
from crm.core.undoing import flash_with_undo
from crm.labels.acting import act_on
from crm.labels.models import Act
from crm.labels.words import result_of
from crm.permissions import Permission

bp = Blueprint("restorations", __name__, url_prefix="/records/<kind>/<int:record_id>/restoration")


@bp.post("")
@requires(Permission.EDIT_LABELS)
def create(kind: str, record_id: int) -> ResponseReturnValue:
    of = list_named(kind, visitor())
    known_record(of.kind, record_id, visitor())
    done = act_on(kind, [record_id], Act.RESTORE, by=visitor().as_actor())
    flash_with_undo(result_of(done), url_for("bulk_acts.destroy", act_id=done.id))
    return redirect(of.url_of(record_id), 303)
