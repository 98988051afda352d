"""The table of a report as CSV."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.text import slug
from crm.permissions import Permission
from crm.reports.asked import record_asked_for
from crm.reports.catalogue import made, table_of

bp = Blueprint("report_tables", __name__, url_prefix="/reports/<name>/table")


@bp.get("")
@requires(Permission.SEE_REPORTS)
def show(name: str) -> ResponseReturnValue:
    report = made(name, current_user(), record_asked_for())
    response = Response(list(table_of(report).as_csv()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug(report.title)}.csv"'
    return response
