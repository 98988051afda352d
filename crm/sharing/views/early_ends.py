"""Work that ends before its last day."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.forms import EarlyEndForm
from crm.sharing.views.finding import assignment_or_404
from crm.sharing.work.turning import end_early, may_turn

bp = Blueprint("early_ends", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/early-ends/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_turn(current_user(), assignment):
        abort(403)
    page = "sharing/early_ends/new.html"
    return render_template(page, assignment=assignment, form=EarlyEndForm())


@bp.post("/early-ends")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment, form = assignment_or_404(assignment_id), EarlyEndForm()
    if not may_turn(current_user(), assignment):
        abort(403)
    if not form.validate():
        page = render_template("sharing/early_ends/new.html", assignment=assignment, form=form)
        return page, 422
    end_early(assignment, by=current_user().as_actor(), reason=form.told())
    flash(_("It has ended. Everyone has a letter with your reason."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
