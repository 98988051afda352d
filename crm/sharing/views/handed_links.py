"""A party's own link and the words for it, to be sent by WhatsApp."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.sharing.behalf.handing import hand_over
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("handed_links", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.post("/handed-links")
@requires(Permission.RECORD_SHARING_ANSWERS)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    handed = hand_over(assignment, request.form, by=current_user())
    return render_template("sharing/handed_links/create.html", handed=handed)
