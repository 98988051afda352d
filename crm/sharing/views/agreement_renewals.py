"""Writing what follows an agreement, or takes its place."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.agreements.pages import may_change
from crm.sharing.forms import AgreementForm
from crm.sharing.renewals.pacts import follow, form_of_next, refuse_unless_signed
from crm.sharing.renewals.renewing import needs_review
from crm.sharing.views.finding import agreement_or_404

bp = Blueprint(
    "agreement_renewals", __name__, url_prefix="/sharing/agreements/<int:agreement_id>/renewals"
)
PAGE = "sharing/agreement_renewals/new.html"


@bp.get("/new")
@requires(Permission.SEE_SHARING)
def new(agreement_id: int) -> ResponseReturnValue:
    agreement = agreement_or_404(agreement_id)
    if needs_review(agreement) or not may_change(current_user(), agreement):
        return redirect(url_for("agreements.show", agreement_id=agreement.id))
    refuse_unless_signed(agreement)
    return render_template(PAGE, agreement=agreement, form=form_of_next(agreement))


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create(agreement_id: int) -> ResponseReturnValue:
    agreement, form = agreement_or_404(agreement_id), AgreementForm()
    if not may_change(current_user(), agreement):
        abort(403)
    made = follow(agreement, form, by=current_user()) if form.validate() else None
    if made is None:
        return render_template(PAGE, agreement=agreement, form=form), 422
    flash(_("Kept. The old one holds until its end, or until this one is signed and begins."))
    return redirect(url_for("agreements.show", agreement_id=made.id), 303)
