"""A report as PDF, in the reader's language or the one asked for."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.permissions import Permission
from crm.reports.asked import in_language_asked_for, record_asked_for, records_chosen
from crm.reports.catalogue import made
from crm.reports.printing import sent_or_led_on

bp = Blueprint("report_papers", __name__, url_prefix="/reports/<name>/paper")


@bp.get("")
@requires(Permission.SEE_HOME)
def show(name: str) -> ResponseReturnValue:
    with in_language_asked_for():
        about = record_asked_for(), records_chosen()
        return sent_or_led_on(made(name, current_user(), *about), name, *about)
