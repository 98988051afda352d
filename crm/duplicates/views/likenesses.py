"""What is like a record that is being entered: a part of the page that enters it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.duplicates.asked import kind_named
from crm.duplicates.warning import likes_of
from crm.permissions import Permission

bp = Blueprint("likenesses", __name__, url_prefix="/duplicates/likenesses")


@bp.get("")
@requires(Permission.MERGE_RECORDS)
def index() -> ResponseReturnValue:
    kind = kind_named(request.args.get("kind"))
    likes = likes_of(kind, request.args, current_user())
    return render_template("duplicates/likenesses/index.html", kind=kind, likes=likes)
