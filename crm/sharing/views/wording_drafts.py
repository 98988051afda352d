"""A wording with a real case before it is saved: as a paper without a number."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.documents.paper import printed, sent_as_pdf
from crm.permissions import Permission
from crm.sharing.papers.wording_pages import desk_for

bp = Blueprint("wording_drafts", __name__, url_prefix="/settings/papers/<slug>/<language>/drafts")


@bp.post("")
@requires(Permission.EDIT_NETWORK)
def create(slug: str, language: str) -> ResponseReturnValue:
    desk = desk_for(slug, language, current_user())
    if not desk.form.validate():
        return render_template("sharing/paper_wordings/edit.html", desk=desk), 422
    name = _("%(paper)s, draft", paper=desk.standing.kind.title)
    return sent_as_pdf(printed(desk.draft), name)
