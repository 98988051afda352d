"""Taking an offer off the board."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.board.rights import refuse_unless_for
from crm.sharing.forms import WithdrawalForm
from crm.sharing.views.finding import offer_or_404

bp = Blueprint("offer_withdrawals", __name__, url_prefix="/sharing/offers/<int:offer_id>")


@bp.get("/withdrawals/new")
@requires(Permission.PROPOSE_SHARING)
def new(offer_id: int) -> ResponseReturnValue:
    offer = offer_or_404(offer_id)
    refuse_unless_for(current_user(), offer.place.id)
    page = "sharing/offer_withdrawals/new.html"
    return render_template(page, offer=offer, form=WithdrawalForm())


@bp.post("/withdrawals")
@requires(Permission.PROPOSE_SHARING)
def create(offer_id: int) -> ResponseReturnValue:
    offer, form = offer_or_404(offer_id), WithdrawalForm()
    refuse_unless_for(current_user(), offer.place.id)
    if not form.validate():
        page = render_template("sharing/offer_withdrawals/new.html", offer=offer, form=form)
        return page, 422
    offer.withdraw(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The offer is off the board."))
    return redirect(url_for("sharing_offers.show", offer_id=offer.id), 303)
