"""Asking for a report that is too long to print while somebody waits."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.rates import PAPER, limited
from crm.permissions import Permission
from crm.reports.asked import in_language_asked_for, language_asked_for, record_asked_for
from crm.reports.catalogue import made
from crm.reports.printing import ask_for, waiting_for

bp = Blueprint("report_prints", __name__, url_prefix="/reports/<name>/print")


@bp.get("")
@requires(Permission.SEE_HOME)
def new(name: str) -> ResponseReturnValue:
    of = record_asked_for()
    report, papers = made(name, current_user(), of), waiting_for(current_user())
    return render_template(
        "reports/report_prints/new.html", report=report, name=name, of=of, **papers
    )


@bp.post("")
@requires(Permission.SEE_HOME)
@limited(PAPER)
def create(name: str) -> ResponseReturnValue:
    of, reader, language = record_asked_for(), current_user(), language_asked_for()
    with in_language_asked_for():
        title = made(name, reader, of).title
    job = ask_for(name, of, language, title=title, user=reader)
    return redirect(url_for("jobs.show", job_id=job.id), 303)
