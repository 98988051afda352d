"""Search over everything that the reader may see."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.search.finding import find
from crm.search.wanted import wanted_of

bp = Blueprint("searches", __name__, url_prefix="/search")


@bp.get("")
@requires(Permission.SEARCH)
def index() -> ResponseReturnValue:
    wanted = wanted_of(request.args, current_user())
    is_part = request.headers.get("HX-Request") == "true"
    template = "search/searches/_results.html" if is_part else "search/searches/index.html"
    found = find(wanted.text, current_user(), with_archive=wanted.with_archive)
    page = render_template(template, q=wanted.text, wanted=wanted, results=found)
    return page, {"Vary": "HX-Request, Cookie"}
