"""Objectives of a campaign."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.objectives import ObjectiveForm
from crm.campaigns.models import Objective
from crm.campaigns.queries import audiences_of, objectives_of, plans_changed_by
from crm.core.access import requires
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("objectives", __name__, url_prefix="/campaigns/<int:campaign_id>/objectives")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    audiences = db.session.scalars(audiences_of(campaign)).all()
    form = ObjectiveForm(campaign, audiences, data={"level": "behaviour"})
    return render_template("campaigns/objectives/new.html", campaign=campaign, form=form)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = ObjectiveForm(campaign, db.session.scalars(audiences_of(campaign)).all())
    if not form.validate():
        return render_template("campaigns/objectives/new.html", campaign=campaign, form=form), 422
    Objective.set_for(campaign, by=current_user().as_actor(), **form.figures())
    flash(_("The objective is set."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.get("/<int:objective_id>/edit")
@requires(Permission.PLAN_CAMPAIGNS)
def edit(campaign_id: int, objective_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    objective = get_or_404(objectives_of(campaign), objective_id)
    form = ObjectiveForm(campaign, db.session.scalars(audiences_of(campaign)).all(), obj=objective)
    page = "campaigns/objectives/edit.html"
    return render_template(page, campaign=campaign, objective=objective, form=form)


@bp.post("/<int:objective_id>")
@requires(Permission.PLAN_CAMPAIGNS)
def update(campaign_id: int, objective_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    objective = get_or_404(objectives_of(campaign), objective_id)
    form = ObjectiveForm(campaign, db.session.scalars(audiences_of(campaign)).all())
    if not form.validate():
        page = "campaigns/objectives/edit.html"
        return render_template(page, campaign=campaign, objective=objective, form=form), 422
    objective.change(by=current_user().as_actor(), **form.figures())
    flash(_("The objective is saved."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.post("/<int:objective_id>/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int, objective_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    get_or_404(objectives_of(campaign), objective_id).remove(by=current_user().as_actor())
    flash(_("The objective is removed."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
