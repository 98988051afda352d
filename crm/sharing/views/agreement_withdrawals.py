"""A draft of an agreement is taken back."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.agreements.pages import may_change, withdraw
from crm.sharing.renewals.reviewing import said_in
from crm.sharing.views.finding import agreement_or_404

bp = Blueprint(
    "agreement_withdrawals",
    __name__,
    url_prefix="/sharing/agreements/<int:agreement_id>/withdrawal",
)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create(agreement_id: int) -> ResponseReturnValue:
    agreement = agreement_or_404(agreement_id)
    if not may_change(current_user(), agreement):
        abort(403)
    withdraw(agreement, by=current_user(), reason=said_in(request.form))
    flash(_("The draft is withdrawn. What it was to follow can be followed anew."))
    return redirect(url_for("agreements.show", agreement_id=agreement_id), 303)
