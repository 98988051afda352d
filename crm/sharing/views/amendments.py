"""Changes of what was agreed: asked for, and taken back."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.amendments.amending import may_amend, refuse_unless_amendable, take_back
from crm.sharing.amendments.pages import change_with, form_of_change
from crm.sharing.forms import TakeBackForm
from crm.sharing.views.finding import assignment_or_404, open_change_or_403

bp = Blueprint("amendments", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/amendments/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_amend(current_user(), assignment):
        abort(403)
    refuse_unless_amendable(assignment, assignment.promise.number)
    form = form_of_change(current_user(), assignment)
    return render_template("sharing/amendments/new.html", assignment=assignment, form=form)


@bp.post("/amendments")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_amend(current_user(), assignment):
        abort(403)
    form = form_of_change(current_user(), assignment)
    if not (form.validate() and change_with(assignment, form, by=current_user())):
        return render_template("sharing/amendments/new.html", assignment=assignment, form=form), 422
    flash(_("Asked. What was agreed stays in force until everyone needed has said yes."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)


@bp.get("/amendments/edit")
@requires(Permission.SEE_SHARING)
def edit(assignment_id: int) -> ResponseReturnValue:
    assignment = open_change_or_403(assignment_id)
    page = "sharing/amendments/edit.html"
    return render_template(page, assignment=assignment, form=TakeBackForm())


@bp.post("/amendments/deletion")
@requires(Permission.SEE_SHARING)
def destroy(assignment_id: int) -> ResponseReturnValue:
    assignment, form = open_change_or_403(assignment_id), TakeBackForm()
    if not form.validate():
        page = render_template("sharing/amendments/edit.html", assignment=assignment, form=form)
        return page, 422
    take_back(assignment, by=current_user(), reason=form.reason.data)
    flash(_("Taken back. Everyone who was asked gets a letter."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
