"""A report as PDF, in the reader's language or the one asked for."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.documents.paper import sent_as_pdf
from crm.permissions import Permission
from crm.reports.asked import in_language_asked_for, record_asked_for
from crm.reports.catalogue import made

bp = Blueprint("report_papers", __name__, url_prefix="/reports/<name>/paper")


@bp.get("")
@requires(Permission.SEE_HOME)
def show(name: str) -> ResponseReturnValue:
    with in_language_asked_for():
        report = made(name, current_user(), record_asked_for())
    return sent_as_pdf(report.as_pdf(), f"{name} {report.title}")
