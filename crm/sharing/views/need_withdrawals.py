"""Taking a need off the board."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.board.rights import refuse_unless_for
from crm.sharing.forms import WithdrawalForm
from crm.sharing.views.finding import need_or_404

bp = Blueprint("need_withdrawals", __name__, url_prefix="/sharing/needs/<int:sharing_need_id>")


@bp.get("/withdrawals/new")
@requires(Permission.PROPOSE_SHARING)
def new(sharing_need_id: int) -> ResponseReturnValue:
    need = need_or_404(sharing_need_id)
    refuse_unless_for(current_user(), need.place.id)
    page = "sharing/need_withdrawals/new.html"
    return render_template(page, need=need, form=WithdrawalForm())


@bp.post("/withdrawals")
@requires(Permission.PROPOSE_SHARING)
def create(sharing_need_id: int) -> ResponseReturnValue:
    need, form = need_or_404(sharing_need_id), WithdrawalForm()
    refuse_unless_for(current_user(), need.place.id)
    if not form.validate():
        page = render_template("sharing/need_withdrawals/new.html", need=need, form=form)
        return page, 422
    need.withdraw(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The need is off the board."))
    return redirect(url_for("sharing_needs.show", sharing_need_id=need.id), 303)
