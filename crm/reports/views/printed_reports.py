"""A long report that was printed, for the one who asked for it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import db
from crm.permissions import Permission
from crm.reports.models import PrintedReport
from crm.reports.printing import printed_for, sent_safely

bp = Blueprint("printed_reports", __name__, url_prefix="/reports/printed")


@bp.get("/<code>")
@requires(Permission.SEE_HOME)
def show(code: str) -> ResponseReturnValue:
    printed = printed_for(current_user()).where(PrintedReport.code == code)
    return sent_safely(db.first_or_404(printed))
