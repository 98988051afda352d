"""The expert partners: who can do what, where, and who has hours to give."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.institutions.queries import today
from crm.labels.listing import listing_of
from crm.people.expert_filters import ExpertFilter
from crm.people.queries import experts, skills_among
from crm.permissions import Permission

bp = Blueprint("expert_partners", __name__, url_prefix="/people/experts")


@bp.get("")
@requires(Permission.SEE_EXPERTS)
def index() -> ResponseReturnValue:
    filters = ExpertFilter.read(request.args, visitor())
    listing = listing_of("expert", request.args, visitor())
    page = listing.page(filters.narrowed(experts(on=today())))
    vocabulary, held = skills_among([one.id for one in page.rows])
    words = {"chips": filters.chips(vocabulary), "skills": held, "filters": filters}
    words |= {"listing": listing, "page": page}
    return render_template("people/expert_partners/index.html", **words)
