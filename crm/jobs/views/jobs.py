"""Long work at /jobs: how far it is, how long it still takes, stop, and what came of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.jobs.models import Job
from crm.jobs.queries import jobs_visible_to
from crm.permissions import Permission

bp = Blueprint("jobs", __name__, url_prefix="/jobs")


@bp.get("")
@requires(Permission.SEE_JOBS)
def index() -> ResponseReturnValue:
    page = page_of(jobs_visible_to(visitor()), Job.id, descending=True)
    return render_template("jobs/jobs/index.html", page=page)


@bp.get("/<int:job_id>")
@requires(Permission.SEE_JOBS)
def show(job_id: int) -> ResponseReturnValue:
    job = get_or_404(jobs_visible_to(visitor()), job_id)
    left = job.seconds_left(at=clock.now())
    return render_template("jobs/jobs/show.html", job=job, left=left)


@bp.post("/<int:job_id>/deletion")
@requires(Permission.SEE_JOBS)
def destroy(job_id: int) -> ResponseReturnValue:
    job = get_or_404(jobs_visible_to(visitor()), job_id)
    job.cancel()
    flash(_("Stopping. What was already done stays."))
    return redirect(url_for("jobs.show", job_id=job.id))
