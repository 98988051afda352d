"""The secretariat looks at what was renewed as often as the network allows."""

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.renewals.lines import may_review
from crm.sharing.renewals.reviewing import review, said_in
from crm.sharing.views.finding import agreement_or_404, assignment_or_404

OF_BOTH = "/sharing/<any(assignments, agreements):kind>/<int:promise_id>/reviews"
bp = Blueprint("renewal_reviews", __name__, url_prefix=OF_BOTH)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create(kind: str, promise_id: int) -> ResponseReturnValue:
    find = assignment_or_404 if kind == "assignments" else agreement_or_404
    promise = find(promise_id)
    if not may_review(current_user()):
        abort(403)
    review(promise, by=current_user().as_actor(), note=said_in(request.form))
    flash(_("The review is kept. It may be renewed again."))
    return redirect(f"/sharing/{kind}/{promise_id}", 303)
