"""The parent body's yes."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import voice_of
from crm.sharing.models import APPROVING
from crm.sharing.negotiation import agree, version_named
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("approvals", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.post("/approvals")
@requires(Permission.APPROVE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    voice = voice_of(current_user(), assignment, APPROVING)
    agree(assignment, voice, version=version_named(request.form))
    flash(_("Approved. The duty letter can be issued now."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
