"""Audiences of earlier campaigns, addressed again; and audiences addressed no longer."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.models import CampaignSegment, Priority
from crm.campaigns.queries import audiences_of, plans_changed_by, segments_beside
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_segments", __name__, url_prefix="/campaigns/<int:campaign_id>/audiences")


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    chosen = request.form.get("segment_id", default=0, type=int)
    segment = get_or_404(segments_beside(campaign), chosen)
    by = current_user().as_actor()
    CampaignSegment.address(campaign, segment, priority=Priority.PRIMARY, by=by)
    flash(_("The audience is added."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.post("/<int:audience_id>/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int, audience_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    get_or_404(audiences_of(campaign), audience_id).remove(by=current_user().as_actor())
    flash(_("The audience is removed."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
