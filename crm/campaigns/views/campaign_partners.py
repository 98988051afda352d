"""Partners of a campaign: found by name, with a role and a promise."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.audiences import PartnerForm
from crm.campaigns.models import CampaignPartner
from crm.campaigns.queries import institutions_called, partners_of, plans_changed_by
from crm.core.access import requires
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_partners", __name__, url_prefix="/campaigns/<int:campaign_id>/partners")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    wanted = request.args.get("name", "")
    form = PartnerForm(db.session.scalars(institutions_called(wanted, campaign)).all())
    page = "campaigns/campaign_partners/new.html"
    return render_template(page, campaign=campaign, form=form, wanted=wanted)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    wanted = request.args.get("name", "")
    form = PartnerForm(db.session.scalars(institutions_called(wanted, campaign)).all())
    if not form.validate():
        page = "campaigns/campaign_partners/new.html"
        return render_template(page, campaign=campaign, form=form, wanted=wanted), 422
    CampaignPartner.join(campaign, by=current_user().as_actor(), **form.facts())
    flash(_("The partner is added."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.post("/<int:partner_id>/deletion")
@requires(Permission.PLAN_CAMPAIGNS)
def destroy(campaign_id: int, partner_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    get_or_404(partners_of(campaign), partner_id).leave(by=current_user().as_actor())
    flash(_("The partner is removed."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
