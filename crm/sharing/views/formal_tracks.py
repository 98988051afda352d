"""Leaving the draft of a formal assignment: its steps are kept track of from now on."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import may_edit
from crm.sharing.formal.tracking import begin_tracking
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("formal_tracks", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.post("/formal-track")
@requires(Permission.PROPOSE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_edit(current_user(), assignment):
        abort(403)
    begin_tracking(assignment, by=current_user().as_actor())
    flash(_("Home, host and secretariat see it now, and note each step as it happens."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
