"""The whole board at once: who for which need, accepted line by line."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.board import reasons as match_words
from crm.sharing.board import words as posting_words
from crm.sharing.board.accepting import accept
from crm.sharing.board.pairs import Board

bp = Blueprint("pairs", __name__, url_prefix="/sharing/board")


@bp.get("")
@requires(Permission.PROPOSE_SHARING)
def index() -> ResponseReturnValue:
    board = Board(current_user())
    page = "sharing/pairs/index.html"
    return render_template(page, board=board, words=match_words, told=posting_words)


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    assignment = accept(request.form, by=current_user())
    flash(_("The draft is written. Complete it, then send it for confirmation."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
