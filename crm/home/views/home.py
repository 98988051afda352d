"""The first page: today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.home.first_page import first_page_of
from crm.permissions import Permission

bp = Blueprint("home", __name__)


@bp.get("/")
@requires(Permission.SEE_HOME)
def show() -> ResponseReturnValue:
    return render_template("home/home/show.html", page=first_page_of(current_user()))
