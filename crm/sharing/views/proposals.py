"""Sending a draft to the parties."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import may_edit
from crm.sharing.negotiation import propose
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("proposals", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.post("/proposals")
@requires(Permission.PROPOSE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_edit(current_user(), assignment):
        abort(403)
    propose(assignment, by=current_user())
    flash(_("Sent. Everyone whose answer is needed gets a letter with a link."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
