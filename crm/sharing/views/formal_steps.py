"""The steps of a formal assignment of a civil servant: kept track of, nothing else."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.formal.checklist import Checklist, form_of_step, noted_with
from crm.sharing.formal.tracking import take_back_last
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("formal_steps", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")
PAGE = "sharing/formal_steps/new.html"


@bp.get("/formal-steps/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    checklist = Checklist(assignment_or_404(assignment_id), current_user())
    if not checklist.may_note:
        abort(403)
    return render_template(PAGE, checklist=checklist, form=form_of_step(checklist))


@bp.post("/formal-steps")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    checklist = Checklist(assignment_or_404(assignment_id), current_user())
    if not checklist.may_note:
        abort(403)
    form = form_of_step(checklist)
    if not (form.validate() and noted_with(checklist, form)):
        return render_template(PAGE, checklist=checklist, form=form), 422
    flash(_("The step is kept."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@bp.post("/formal-steps/deletion")
@requires(Permission.SEE_SHARING)
def destroy(assignment_id: int) -> ResponseReturnValue:
    checklist = Checklist(assignment_or_404(assignment_id), current_user())
    if not checklist.may_note:
        abort(403)
    take_back_last(checklist.assignment, by=current_user().as_actor())
    flash(_("The last step is taken back."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
