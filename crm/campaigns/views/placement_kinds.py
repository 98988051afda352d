"""Kinds of media, to choose from before a placement is planned."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.drafting import kinds_on_offer
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("placement_kinds", __name__, url_prefix="/campaigns/<int:campaign_id>/kinds")


@bp.get("")
@requires(Permission.PLAN_CAMPAIGNS)
def index(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.require_changeable()
    page = "campaigns/placement_kinds/index.html"
    return render_template(page, campaign=campaign, groups=kinds_on_offer())
