"""A party does not want an agreement to renew itself."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.agreements.pages import may_change
from crm.sharing.renewals.reviewing import said_in
from crm.sharing.views.finding import agreement_or_404

bp = Blueprint(
    "renewal_objections", __name__, url_prefix="/sharing/agreements/<int:agreement_id>/objections"
)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create(agreement_id: int) -> ResponseReturnValue:
    agreement = agreement_or_404(agreement_id)
    if not may_change(current_user(), agreement):
        abort(403)
    agreement.object_to_renewal(by=current_user().as_actor(), reason=said_in(request.form))
    flash(_("Noted. The agreement ends on its last day unless both sign anew."))
    return redirect(url_for("agreements.show", agreement_id=agreement.id), 303)
