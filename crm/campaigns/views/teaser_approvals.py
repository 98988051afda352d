"""The secretariat agrees that a placement runs before the window."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.queries import placements_of, plans_visible_to
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint(
    "teaser_approvals",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/placements/<int:placement_id>/teaser-approvals",
)


@bp.post("")
@requires(Permission.APPROVE_CAMPAIGNS)
def create(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    placement.approve_teaser(by=current_user().as_actor())
    flash(_("“%(name)s” may run before the window.", name=placement.name))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )
