"""Permits of a placement."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import PermitForm
from crm.campaigns.models import Permit
from crm.campaigns.queries import permits_of, placements_of, plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint(
    "permits",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/placements/<int:placement_id>/permits",
)


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    run = {"valid_from": placement.run_starts_on, "valid_to": placement.run_ends_on}
    page = "campaigns/permits/new.html"
    form = PermitForm(data=run)
    return render_template(page, campaign=campaign, placement=placement, form=form)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = PermitForm()
    if not form.validate():
        page = "campaigns/permits/new.html"
        return render_template(page, campaign=campaign, placement=placement, form=form), 422
    placement.file(Permit(**form.facts()), by=current_user().as_actor())
    flash(_("The permit is filed."))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )


@bp.post("/<int:permit_id>/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int, placement_id: int, permit_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    permit = get_or_404(permits_of(placement), permit_id)
    placement.strike(permit, by=current_user().as_actor())
    flash(_("The permit is removed."))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )
