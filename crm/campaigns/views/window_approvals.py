"""The secretariat decides on another window: agrees, or lets the old one stand."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.forms.decisions import ReasonForm
from crm.campaigns.planning import agree_to_window
from crm.campaigns.queries import plans_visible_to, window_changes_of
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint(
    "window_approvals",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/windows/<int:change_id>",
)


@bp.post("/approvals")
@requires(Permission.APPROVE_CAMPAIGNS)
def create(campaign_id: int, change_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    change = get_or_404(window_changes_of(campaign), change_id)
    agree_to_window(change, by=current_user().as_actor())
    flash(_("The new window holds."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)


@bp.get("/approvals/edit")
@requires(Permission.APPROVE_CAMPAIGNS)
def edit(campaign_id: int, change_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    change = get_or_404(window_changes_of(campaign), change_id)
    return render_template(
        "campaigns/window_approvals/edit.html", campaign=campaign, change=change, form=ReasonForm()
    )


@bp.post("/approvals/deletion")
@requires(Permission.APPROVE_CAMPAIGNS)
def destroy(campaign_id: int, change_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    change = get_or_404(window_changes_of(campaign), change_id)
    form = ReasonForm()
    if not form.validate():
        page = "campaigns/window_approvals/edit.html"
        return render_template(page, campaign=campaign, change=change, form=form), 422
    change.refuse(by=current_user().as_actor(), reason=form.reason.data)
    flash(_("The old window stands."))
    return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
