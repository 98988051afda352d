"""Who could help: candidates for a skill, with why."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.board import reasons as match_words
from crm.sharing.board.looking import Looking

bp = Blueprint("matches", __name__, url_prefix="/sharing/matches")


@bp.get("")
@requires(Permission.PROPOSE_SHARING)
def index() -> ResponseReturnValue:
    looking = Looking(current_user(), request.args)
    page = "sharing/matches/index.html"
    return render_template(page, looking=looking, words=match_words, wording=wording)
