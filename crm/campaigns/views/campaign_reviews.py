"""Reviews: the manager hands the plan to the secretariat, or takes it back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_reviews", __name__, url_prefix="/campaigns/<int:campaign_id>/reviews")


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.submit(by=current_user().as_actor())
    flash(_("The plan was sent to the secretariat."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.post("/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.take_back(by=current_user().as_actor())
    flash(_("You took the plan back."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
