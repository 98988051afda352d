"""Placements: planned in one kind of medium, looked at, planned differently, taken out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.drafting import form_of, kind_in, new_form
from crm.campaigns.planning import place, place_anew, take_out
from crm.campaigns.queries import placements_of, plans_changed_by, plans_visible_to
from crm.campaigns.sheet import sheet_of
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("placements", __name__, url_prefix="/campaigns/<int:campaign_id>/placements")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.require_changeable()
    form = new_form(campaign, kind_in(request.args))
    return render_template("campaigns/placements/new.html", campaign=campaign, form=form)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = new_form(campaign, kind_in(request.args))
    if not form.validate():
        return render_template("campaigns/placements/new.html", campaign=campaign, form=form), 422
    placement = place(
        campaign, form.facts(), spec=form.spec(), target_url=form.target(), by=current_user()
    )
    flash(_("“%(name)s” is planned.", name=placement.name))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )


@bp.get("/<int:placement_id>")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    page = "campaigns/placements/show.html"
    return render_template(page, campaign=campaign, placement=placement, sheet=sheet_of(placement))


@bp.get("/<int:placement_id>/edit")
@requires(Permission.PLAN_CAMPAIGNS)
def edit(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    placement.require_open()
    form = form_of(campaign, placement)
    page = "campaigns/placements/edit.html"
    return render_template(page, campaign=campaign, placement=placement, form=form)


@bp.post("/<int:placement_id>")
@requires(Permission.PLAN_CAMPAIGNS)
def update(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = form_of(campaign, placement)
    if not form.validate():
        page = "campaigns/placements/edit.html"
        return render_template(page, campaign=campaign, placement=placement, form=form), 422
    place_anew(placement, form.facts(), spec=form.spec(), by=current_user().as_actor())
    flash(_("“%(name)s” is saved.", name=placement.name))
    return redirect(
        url_for("placements.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )


@bp.post("/<int:placement_id>/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    take_out(placement, by=current_user().as_actor())
    flash(_("“%(name)s” is removed.", name=placement.name))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
