"""Work that rests for a while, and goes on."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.forms import PauseForm
from crm.sharing.views.finding import assignment_or_404
from crm.sharing.work.turning import may_turn, pause, resume

bp = Blueprint("work_pauses", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/pauses/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_turn(current_user(), assignment):
        abort(403)
    page = "sharing/work_pauses/new.html"
    return render_template(page, assignment=assignment, form=PauseForm())


@bp.post("/pauses")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment, form = assignment_or_404(assignment_id), PauseForm()
    if not may_turn(current_user(), assignment):
        abort(403)
    if not form.validate():
        page = render_template("sharing/work_pauses/new.html", assignment=assignment, form=form)
        return page, 422
    pause(assignment, by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The work rests. Everyone has a letter."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)


@bp.post("/resumption")
@requires(Permission.SEE_SHARING)
def destroy(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_turn(current_user(), assignment):
        abort(403)
    resume(assignment, by=current_user().as_actor())
    flash(_("The work goes on. Everyone has a letter."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
