"""Steps of a placement from stage to stage."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import StepForm
from crm.campaigns.queries import placements_of, plans_changed_by
from crm.campaigns.sheet import sheet_of
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here
from crm.permissions import Permission

bp = Blueprint(
    "placement_steps",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/placements/<int:placement_id>/steps",
)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = StepForm()
    if not form.validate():
        page, sheet = "campaigns/placements/show.html", sheet_of(placement)
        return render_template(page, campaign=campaign, placement=placement, sheet=sheet), 422
    step = form.step()
    placement.move_to(step, by=current_user().as_actor(), on=today_here(), reason=form.reason.data)
    flash(_("“%(name)s” has moved on.", name=placement.name))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )
