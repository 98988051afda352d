"""The working papers of a gathering as PDF: agenda, attendance list, follow-up."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.documents.paper import printed, sent_as_pdf
from crm.gatherings.letters import paper
from crm.gatherings.queries import meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint("gathering_papers", __name__, url_prefix="/gatherings/<int:gathering_id>/papers")


@bp.get("/<name>")
@requires(Permission.PLAN_GATHERINGS)
def show(gathering_id: int, name: str) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    title = gathering.title
    return sent_as_pdf(printed(paper(gathering, name)), f"{name} {title}")
