"""Returns: the secretariat gives a plan back with what to mend."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import ReasonForm
from crm.campaigns.queries import plans_visible_to
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("campaign_returns", __name__, url_prefix="/campaigns/<int:campaign_id>/returns")


@bp.get("/new")
@requires(Permission.APPROVE_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    return render_template(
        "campaigns/campaign_returns/new.html", campaign=campaign, form=ReasonForm()
    )


@bp.post("")
@requires(Permission.APPROVE_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    form = ReasonForm()
    if not form.validate():
        page = render_template("campaigns/campaign_returns/new.html", campaign=campaign, form=form)
        return page, 422
    campaign.send_back(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The plan went back to %(name)s.", name=campaign.manager.name))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
