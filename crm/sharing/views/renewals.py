"""Renewing an assignment that ends: the draft of what follows."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.forms import AssignmentForm
from crm.sharing.models import Assignment
from crm.sharing.renewals.lines import Ahead
from crm.sharing.renewals.renewing import (
    form_of_renewal,
    may_renew,
    needs_review,
    refuse_unless_renewable,
    renew,
)
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("renewals", __name__, url_prefix="/sharing/assignments/<int:assignment_id>/renewals")


@bp.get("/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if needs_review(assignment) or not may_renew(current_user(), assignment):
        return redirect(url_for("assignments.show", assignment_id=assignment.id))
    refuse_unless_renewable(assignment)
    return _page(assignment, form_of_renewal(assignment))


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_renew(current_user(), assignment):
        abort(403)
    form = form_of_renewal(assignment)
    if not form.validate():
        return _page(assignment, form), 422
    made = renew(assignment, by=current_user(), **form.frame(), **form.content())
    flash(_("The renewal is kept as a draft. Look at it once more, then send it."))
    return redirect(url_for("assignments.show", assignment_id=made.id), 303)


def _page(assignment: Assignment, form: AssignmentForm) -> str:
    ahead = Ahead(assignment, current_user())
    page = "sharing/renewals/new.html"
    return render_template(page, assignment=assignment, form=form, ahead=ahead)
