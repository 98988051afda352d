"""Changes of the window of an approved plan: asked for by its manager."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import WindowForm
from crm.campaigns.planning import ask_for_window
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("window_changes", __name__, url_prefix="/campaigns/<int:campaign_id>/windows")


@bp.get("/new")
@requires(Permission.PLAN_CAMPAIGNS)
def new(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    window = {"starts_on": campaign.window_starts_on, "ends_on": campaign.window_ends_on}
    form = WindowForm(data=window)
    return render_template("campaigns/window_changes/new.html", campaign=campaign, form=form)


@bp.post("")
@requires(Permission.PLAN_CAMPAIGNS)
def create(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_changed_by(current_user()), campaign_id)
    form = WindowForm()
    if not form.validate():
        page = render_template("campaigns/window_changes/new.html", campaign=campaign, form=form)
        return page, 422
    by, window = current_user().as_actor(), (form.starts_on.data, form.ends_on.data)
    change = ask_for_window(campaign, window, reason=form.reason.data, by=by)
    flash(_("The new window holds.") if change.accepted else _("The secretariat was asked."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
