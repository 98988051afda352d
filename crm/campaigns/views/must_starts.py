"""When work would have to begin: shown while a placement is being planned."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.preview import preview_of
from crm.campaigns.queries import plans_changed_by
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("must_starts", __name__, url_prefix="/campaigns/<int:campaign_id>/must-start")


@bp.get("")
@requires(Permission.PLAN_CAMPAIGNS)
def show(campaign_id: int) -> ResponseReturnValue:
    get_or_404(plans_changed_by(current_user()), campaign_id)
    return render_template("campaigns/must_starts/show.html", preview=preview_of(request.args))
