"""Search over everything that the reader may see."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.filters import asked
from crm.permissions import Permission
from crm.search.finding import find

bp = Blueprint("searches", __name__, url_prefix="/search")


@bp.get("")
@requires(Permission.SEARCH)
def index() -> ResponseReturnValue:
    text = asked(request.args, ("q",)).get("q", "")
    is_part = request.headers.get("HX-Request") == "true"
    template = "search/searches/_results.html" if is_part else "search/searches/index.html"
    page = render_template(template, q=text, results=find(text, current_user()))
    return page, {"Vary": "HX-Request, Cookie"}
