"""The tracked link of a placement: its QR code, where it leads, how often it was scanned."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.codes import link_or_404, picture_of, short_address
from crm.campaigns.forms.decisions import LinkForm
from crm.campaigns.models import TrackedLink
from crm.campaigns.queries import placements_of, plans_changed_by, plans_visible_to
from crm.campaigns.scans import scans_on
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint(
    "tracked_links",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/placements/<int:placement_id>/link",
)


@bp.get("")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    link = link_or_404(placement)
    return render_template(
        "campaigns/tracked_links/show.html",
        campaign=campaign,
        placement=placement,
        link=link,
        scans=scans_on(link),
        code=picture_of(link),
        address=short_address(link),
    )


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = LinkForm(data={"target_url": campaign.landing_url})
    page = "campaigns/tracked_links/new.html"
    return render_template(page, campaign=campaign, placement=placement, form=form)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = LinkForm()
    if not form.validate():
        page = "campaigns/tracked_links/new.html"
        return render_template(page, campaign=campaign, placement=placement, form=form), 422
    TrackedLink.lay(placement, form.target_url.data, by=current_user().as_actor())
    flash(_("The link is ready to be printed."))
    return redirect(
        url_for("tracked_links.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )


@bp.get("/edit")
@requires(Permission.PLAN_CAMPAIGNS)
def edit(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    form = LinkForm(obj=link_or_404(placement))
    page = "campaigns/tracked_links/edit.html"
    return render_template(page, campaign=campaign, placement=placement, form=form)


@bp.post("/target")
@requires(Permission.PLAN_CAMPAIGNS)
def update(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    link, form = link_or_404(placement), LinkForm()
    if not form.validate():
        page = "campaigns/tracked_links/edit.html"
        return render_template(page, campaign=campaign, placement=placement, form=form), 422
    link.turn(form.target_url.data, by=current_user().as_actor())
    flash(_("The link leads there now; the printed code stays the same."))
    return redirect(
        url_for("tracked_links.show", campaign_id=campaign.id, placement_id=placement.id), 303
    )
