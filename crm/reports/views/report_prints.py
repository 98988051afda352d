"""Asking for a report that is too long to print while somebody waits."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.rates import PAPER, limited
from crm.permissions import Permission
from crm.reports.asked import (
    in_language_asked_for,
    language_asked_for,
    record_asked_for,
    records_chosen,
)
from crm.reports.catalogue import made
from crm.reports.printing import ask_for, waiting_for

bp = Blueprint("report_prints", __name__, url_prefix="/reports/<name>/print")


@bp.get("")
@requires(Permission.SEE_HOME)
def new(name: str) -> ResponseReturnValue:
    of, chosen = record_asked_for(), records_chosen()
    report, papers = made(name, current_user(), of, chosen), waiting_for(current_user())
    asked = {"name": name, "of": of, "chosen": ",".join(map(str, chosen))}
    return render_template("reports/report_prints/new.html", report=report, **asked, **papers)


@bp.post("")
@requires(Permission.SEE_HOME)
@limited(PAPER)
def create(name: str) -> ResponseReturnValue:
    of, chosen, reader = record_asked_for(), records_chosen(), current_user()
    with in_language_asked_for():
        title = made(name, reader, of, chosen).title
    job = ask_for(name, of, language_asked_for(), chosen=chosen, title=title, user=reader)
    return redirect(url_for("jobs.show", job_id=job.id), 303)
