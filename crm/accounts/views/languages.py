"""The language of this browser."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from crm.accounts.browser import remember
from crm.core.access import public
from crm.core.languages import COOKIE, LANGUAGES

bp = Blueprint("languages", __name__, url_prefix="/language")


@bp.post("")
@public
def create() -> ResponseReturnValue:
    return remember(COOKIE, request.form.get("language", ""), LANGUAGES)
