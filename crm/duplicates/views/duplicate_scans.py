"""Looking for twins among all records, as long work."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.duplicates.asked import kind_named
from crm.duplicates.scanning import SCAN
from crm.jobs.queueing import queue
from crm.permissions import Permission

bp = Blueprint("duplicate_scans", __name__, url_prefix="/duplicates/scans")


@bp.post("")
@requires(Permission.MERGE_RECORDS)
def create() -> ResponseReturnValue:
    kind = kind_named(request.form.get("kind"))
    title = _("Looking for duplicates: %(kind)s", kind=kind.label)
    job = queue(SCAN, {"kinds": [kind.name]}, title=title, user=visitor())
    return redirect(url_for("jobs.show", job_id=job.id), 303)
