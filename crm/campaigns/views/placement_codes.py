"""The QR code of a placement as a file for the printer: SVG, or PNG when asked for."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.campaigns.codes import code_file, link_or_404
from crm.campaigns.queries import placements_of, plans_visible_to
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint(
    "placement_codes",
    __name__,
    url_prefix="/campaigns/<int:campaign_id>/placements/<int:placement_id>/code",
)


@bp.get("")
@requires(Permission.SEE_CAMPAIGNS)
def show(campaign_id: int, placement_id: int) -> ResponseReturnValue:
    campaign = get_or_404(plans_visible_to(current_user()), campaign_id)
    placement = get_or_404(placements_of(campaign), placement_id)
    link = link_or_404(placement)
    return code_file(link, name=placement.name, form=request.args.get("as", "svg"))
