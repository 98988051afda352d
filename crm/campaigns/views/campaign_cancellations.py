"""Cancellations: a campaign is given up, for a reason."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import ReasonForm
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint(
    "campaign_cancellations", __name__, url_prefix="/campaigns/<int:campaign_id>/cancellations"
)


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    return render_template(
        "campaigns/campaign_cancellations/new.html", campaign=campaign, form=ReasonForm()
    )


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = ReasonForm()
    if not form.validate():
        page = render_template(
            "campaigns/campaign_cancellations/new.html", campaign=campaign, form=form
        )
        return page, 422
    campaign.cancel(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The campaign is cancelled."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
