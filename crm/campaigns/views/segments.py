"""Audiences: described anew for a campaign."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.audiences import SegmentForm
from crm.campaigns.planning import address_new
from crm.campaigns.queries import plans_changed_by, provinces, segments_beside
from crm.core.access import requires
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("segments", __name__, url_prefix="/campaigns/<int:campaign_id>/segments")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = SegmentForm(db.session.scalars(provinces()).all())
    known = db.session.scalars(segments_beside(campaign).limit(50)).all()
    page = "campaigns/segments/new.html"
    return render_template(page, campaign=campaign, form=form, known=known)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = SegmentForm(db.session.scalars(provinces()).all())
    if not form.validate():
        page = "campaigns/segments/new.html"
        return render_template(page, campaign=campaign, form=form, known=[]), 422
    by = current_user().as_actor()
    address_new(campaign, form.facts(), priority=form.importance(), by=by)
    flash(_("The audience is added."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
