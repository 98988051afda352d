"""The trail."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.audit.models import AuditEntry
from crm.audit.queries import trail
from crm.audit.words import sentence_of
from crm.core.access import requires
from crm.core.pages import page_of
from crm.permissions import Permission

bp = Blueprint("entries", __name__, url_prefix="/audit")


@bp.get("")
@requires(Permission.SEE_AUDIT)
def index() -> ResponseReturnValue:
    query = trail(
        subject_kind=request.args.get("kind", "")[:40], actor=request.args.get("actor", "")[:200]
    )
    page = page_of(query, AuditEntry.id, descending=True)
    return render_template("audit/entries/index.html", page=page, sentence_of=sentence_of)
