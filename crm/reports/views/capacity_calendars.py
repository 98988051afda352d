"""The capacity calendar of a person or an institution, for those whose hours they are."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.reports.catalogue import made
from crm.reports.loads import REPORT_OF

bp = Blueprint("capacity_calendars", __name__, url_prefix="/capacity")


@bp.get("/<kind>/<int:of>")
@requires(Permission.SEE_SHARING)
def show(kind: str, of: int) -> ResponseReturnValue:
    name = REPORT_OF.get(kind) or abort(404)
    report = made(name, current_user(), of)
    return render_template("reports/capacity_calendars/show.html", report=report, name=name, of=of)
