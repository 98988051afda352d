"""Records that may be there twice, the most alike first, and those that were told apart."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.filters import asked, member
from crm.core.pages import page_of
from crm.duplicates.asked import kind_named
from crm.duplicates.listing import couples, waiting_by_kind
from crm.duplicates.models import DuplicatePair, Verdict
from crm.duplicates.queries import pairs, rule_for
from crm.permissions import Permission

bp = Blueprint("duplicates", __name__, url_prefix="/duplicates")


@bp.get("")
@requires(Permission.MERGE_RECORDS)
def index() -> ResponseReturnValue:
    wanted = asked(request.args, ("kind", "verdict"))
    kind = kind_named(wanted.get("kind"))
    verdict = member(Verdict, wanted.get("verdict")) or Verdict.OPEN
    page = page_of(
        pairs(kind, verdict), DuplicatePair.score, DuplicatePair.id, descending=True, size=25
    )
    return render_template(
        "duplicates/duplicates/index.html",
        kind=kind,
        verdict=verdict,
        page=page,
        couples=couples(kind, page.rows),
        waiting=waiting_by_kind(),
        threshold=rule_for(kind).threshold,
    )
