"""The month of one campaign, and of all that a reader may see."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.almanac.month import span_of
from crm.campaigns.marks import campaign_entries, entries_of
from crm.campaigns.months import month_in, month_sheet
from crm.campaigns.queries import plans_visible_to
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("campaign_calendars", __name__, url_prefix="/campaigns")


@bp.get("/calendar")
@requires(Permission.SEE_CAMPAIGNS)
def index() -> ResponseReturnValue:
    first = month_in(request.args)
    month = month_sheet(first, campaign_entries(current_user(), *span_of(first)))
    return render_template("campaigns/campaign_calendars/index.html", month=month)


@bp.get("/<int:campaign_id>/calendar")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    first = month_in(request.args, otherwise=campaign.window_starts_on)
    month = month_sheet(first, entries_of(campaign))
    page = "campaigns/campaign_calendars/show.html"
    return render_template(page, campaign=campaign, month=month)
