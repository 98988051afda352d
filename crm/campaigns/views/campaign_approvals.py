"""Approvals: the secretariat agrees to a plan that lacks nothing."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.queries import plan_of, plans_visible_to
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_approvals", __name__, url_prefix="/campaigns/<int:campaign_id>/approvals")


@bp.post("")
@requires(Permission.APPROVE_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    plan_of(campaign).approve(by=current_user().as_actor())
    flash(_("The plan of %(code)s is approved.", code=campaign.code))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
