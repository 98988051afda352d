"""The theme of this browser."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from crm.accounts.browser import remember
from crm.core.access import public
from crm.core.templating import THEMES

bp = Blueprint("themes", __name__, url_prefix="/theme")


@bp.post("")
@public
def create() -> ResponseReturnValue:
    return remember("theme", request.form.get("theme", ""), THEMES)
