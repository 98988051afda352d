"""Issuing the duty letter."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import may_issue_papers
from crm.sharing.letters import issue_duty_letter
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("duty_letters", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.post("/duty-letters")
@requires(Permission.ISSUE_SHARING_PAPERS)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_issue_papers(current_user(), assignment):
        abort(403)
    document = issue_duty_letter(assignment, by=current_user())
    flash(_("Duty letter %(number)s is issued.", number=document.number))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
