"""What the sides think once the work is done, and the end of it all."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.forms import EvaluationForm
from crm.sharing.views.finding import assignment_or_404
from crm.sharing.work.logbook import Logbook, judging_voice
from crm.sharing.work.turning import close, evaluate

bp = Blueprint("evaluations", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/evaluations/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    logbook = Logbook(assignment_or_404(assignment_id), current_user())
    judging_voice(logbook)
    return render_template("sharing/evaluations/new.html", logbook=logbook, form=EvaluationForm())


@bp.post("/evaluations")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    logbook = Logbook(assignment_or_404(assignment_id), current_user())
    voice, form = judging_voice(logbook), EvaluationForm()
    if not form.validate():
        page = render_template("sharing/evaluations/new.html", logbook=logbook, form=form)
        return page, 422
    evaluate(logbook.assignment, voice, **form.content())
    flash(_("Thank you. Your evaluation is kept."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@bp.post("/closing")
@requires(Permission.PROPOSE_SHARING)
def destroy(assignment_id: int) -> ResponseReturnValue:
    logbook = Logbook(assignment_or_404(assignment_id), current_user())
    if not logbook.may_close:
        abort(403)
    close(logbook.assignment, by=current_user().as_actor())
    flash(_("Closed. From now on it is only read."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
