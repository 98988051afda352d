"""Reports: which there are, and each as page, PDF and CSV."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.reports.asked import record_asked_for
from crm.reports.catalogue import made, standing_alone
from crm.reports.printing import waiting_for

bp = Blueprint("reports", __name__, url_prefix="/reports")


@bp.get("")
@requires(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    papers = waiting_for(current_user())
    return render_template("reports/reports/index.html", kinds=list(standing_alone()), **papers)


@bp.get("/<name>")
@requires(Permission.SEE_REPORTS)
def show(name: str) -> ResponseReturnValue:
    report = made(name, current_user(), record_asked_for())
    return render_template(
        "reports/reports/show.html", report=report, name=name, of=record_asked_for()
    )
