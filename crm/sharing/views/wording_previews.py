"""A wording with a real case before it is saved: on the page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.transactions import rollback
from crm.permissions import Permission
from crm.sharing.papers.wording_pages import desk_for

bp = Blueprint(
    "wording_previews", __name__, url_prefix="/settings/papers/<slug>/<language>/previews"
)


@bp.post("")
@requires(Permission.EDIT_NETWORK)
def create(slug: str, language: str) -> ResponseReturnValue:
    desk = desk_for(slug, language, current_user())
    is_valid = desk.form.validate()
    page = render_template("sharing/paper_wordings/edit.html", desk=desk)
    rollback()
    return page, 200 if is_valid else 422
