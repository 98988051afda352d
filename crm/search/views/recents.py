"""What the reader opened last, by the kinds and numbers that the browser kept."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.search.recents import opened_of, recents

bp = Blueprint("recents", __name__, url_prefix="/search/recent")


@bp.get("")
@requires(Permission.SEARCH)
def index() -> ResponseReturnValue:
    is_part = request.headers.get("HX-Request") == "true"
    template = "search/recents/_rows.html" if is_part else "search/recents/index.html"
    found = recents(opened_of(request.args.getlist("of")), current_user())
    return render_template(template, recents=found), {"Vary": "HX-Request, Cookie"}
