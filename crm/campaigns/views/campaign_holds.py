"""Holds: a campaign rests for a reason, and goes on."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import ReasonForm
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_holds", __name__, url_prefix="/campaigns/<int:campaign_id>/holds")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    return render_template(
        "campaigns/campaign_holds/new.html", campaign=campaign, form=ReasonForm()
    )


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = ReasonForm()
    if not form.validate():
        page = render_template("campaigns/campaign_holds/new.html", campaign=campaign, form=form)
        return page, 422
    campaign.hold(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The campaign is on hold."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.post("/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.resume(by=current_user().as_actor())
    flash(_("The campaign goes on."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
