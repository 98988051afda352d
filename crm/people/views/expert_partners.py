"""The expert partners: who can do what, where, and who has hours to give."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.pages import page_of
from crm.institutions.queries import today
from crm.people.expert_filters import ExpertFilter
from crm.people.models import Person
from crm.people.queries import experts, skills_among
from crm.permissions import Permission

bp = Blueprint("expert_partners", __name__, url_prefix="/people/experts")


@bp.get("")
@requires(Permission.SEE_EXPERTS)
def index() -> ResponseReturnValue:
    filters = ExpertFilter.read(request.args)
    page = page_of(filters.narrowed(experts(on=today())), Person.sort_name, Person.id)
    vocabulary, held = skills_among([one.id for one in page.rows])
    words = {"chips": filters.chips(vocabulary), "skills": held, "filters": filters}
    return render_template("people/expert_partners/index.html", page=page, **words)
