"""Taking a proposal back before work begins."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import may_withdraw
from crm.sharing.forms import WithdrawalForm
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("withdrawals", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/withdrawals/new")
@requires(Permission.PROPOSE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    if not may_withdraw(current_user(), assignment):
        abort(403)
    page = "sharing/withdrawals/new.html"
    return render_template(page, assignment=assignment, form=WithdrawalForm())


@bp.post("/withdrawals")
@requires(Permission.PROPOSE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment, form = assignment_or_404(assignment_id), WithdrawalForm()
    if not may_withdraw(current_user(), assignment):
        abort(403)
    if not form.validate():
        page = render_template("sharing/withdrawals/new.html", assignment=assignment, form=form)
        return page, 422
    assignment.withdraw(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("Withdrawn. Everyone who was asked gets a letter."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
