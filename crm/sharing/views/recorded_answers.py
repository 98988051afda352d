"""An answer that came by phone or on paper, written down for the party."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.rates import UPLOAD, limited
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.behalf.objecting import reason_in, recorded_in, void_answer
from crm.sharing.behalf.recording import Desk
from crm.sharing.behalf.words import recorded_words
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("recorded_answers", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")
PAGE = "sharing/recorded_answers/new.html"


@bp.get("/recorded-answers/new")
@requires(Permission.RECORD_SHARING_ANSWERS)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    form = Desk(assignment, current_user()).form()
    return render_template(PAGE, assignment=assignment, form=form)


@bp.post("/recorded-answers")
@requires(Permission.RECORD_SHARING_ANSWERS)
@limited(UPLOAD)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    desk = Desk(assignment, current_user())
    form = desk.form()
    answer = desk.takes(form) if form.validate() else None
    if answer is None:
        return render_template(PAGE, assignment=assignment, form=form), 422
    flash(recorded_words(assignment, answer))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@bp.post("/recorded-answers/<int:answer_id>/deletion")
@requires(Permission.RECORD_SHARING_ANSWERS)
def destroy(assignment_id: int, answer_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    answer, by = recorded_in(assignment, answer_id), current_user().as_actor()
    void_answer(assignment, answer, by=by, reason=reason_in(request.form))
    flash(_("The answer is void. The party is asked again and has a letter about it."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
