"""Campaigns: the list, the plan, its words and window."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.filters import chips, filtered
from crm.campaigns.forms.campaigns import CampaignForm, plan_form
from crm.campaigns.models import Campaign
from crm.campaigns.overview import overview_of
from crm.campaigns.planning import begin_plan, change_plan
from crm.campaigns.queries import (
    campaigns_to_show,
    campaigns_visible_to,
    next_must_starts,
    plans_changed_by,
)
from crm.campaigns.words import WORDS_IN_TEMPLATES
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.institutions.queries import today as today_here
from crm.permissions import Permission

bp = Blueprint("campaigns", __name__, url_prefix="/campaigns")
for name, say in WORDS_IN_TEMPLATES.items():
    bp.add_app_template_filter(say, name)


@bp.get("")
@requires(Permission.SEE_CAMPAIGNS)
def index() -> ResponseReturnValue:
    query = filtered(campaigns_visible_to(current_user()), request.args, on=today_here())
    page = page_of(query, Campaign.window_starts_on, Campaign.id, descending=True)
    return render_template(
        "campaigns/campaigns/index.html",
        page=page,
        must_starts=next_must_starts(page.rows),
        filters=chips(request.args),
        today=today_here(),
    )


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new() -> ResponseReturnValue:
    return render_template("campaigns/campaigns/new.html", form=CampaignForm())


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create() -> ResponseReturnValue:
    form = CampaignForm()
    if not form.validate():
        return render_template("campaigns/campaigns/new.html", form=form), 422
    campaign = begin_plan(form.words(), by=current_user())
    flash(
        _("Campaign %(code)s begun. Add audiences, objectives and placements.", code=campaign.code)
    )
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.get("/<int:campaign_id>")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(campaigns_to_show(current_user()), campaign_id)
    overview = overview_of(campaign, current_user())
    return render_template("campaigns/campaigns/show.html", campaign=campaign, overview=overview)


@bp.get("/<int:campaign_id>/edit")
@requires(Permission.PLAN_CAMPAIGNS)
def edit(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    campaign.require_changeable()
    form = plan_form(campaign)
    return render_template("campaigns/campaigns/edit.html", campaign=campaign, form=form)


@bp.post("/<int:campaign_id>")
@requires(Permission.PLAN_CAMPAIGNS)
def update(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = plan_form(campaign)
    if not form.validate():
        return render_template("campaigns/campaigns/edit.html", campaign=campaign, form=form), 422
    change_plan(campaign, form.words(), by=current_user().as_actor())
    flash(_("The plan is saved."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
