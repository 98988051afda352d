"""Meetings and workshops: the list, one of them, its plan."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.gatherings.dossiers import dossier_of, rows_for
from crm.gatherings.drafting import plan_gathering
from crm.gatherings.filters import Filters
from crm.gatherings.forms import GatheringForm, NewGatheringForm
from crm.gatherings.lists import likely_people
from crm.gatherings.models import Gathering
from crm.gatherings.queries import meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint("gatherings", __name__, url_prefix="/gatherings")


@bp.get("")
@requires(Permission.SEE_GATHERINGS)
def index() -> ResponseReturnValue:
    user, filters = current_user(), Filters.of(request.args)
    query = filters.narrow(meetings_visible_to(user))
    page = page_of(query, Gathering.starts_at, Gathering.id, descending=filters.is_past)
    rows = rows_for(page.rows, user)
    return render_template(
        "gatherings/gatherings/index.html", page=page, rows=rows, filters=filters
    )


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new() -> ResponseReturnValue:
    return _form_page("new", NewGatheringForm())


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create() -> ResponseReturnValue:
    form = NewGatheringForm()
    if not form.validate():
        return _form_page("new", form), 422
    gathering = plan_gathering(form.entered(), form.points, by=current_user().as_actor())
    flash(_("%(title)s is in the plan. Next: who is invited.", title=gathering.title))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)


@bp.get("/<int:gathering_id>")
@requires(Permission.SEE_GATHERINGS)
def show(gathering_id: int) -> ResponseReturnValue:
    user = current_user()
    gathering = get_or_404(with_all_parts(meetings_visible_to(user)), gathering_id)
    return render_template(
        "gatherings/gatherings/show.html", gathering=gathering, dossier=dossier_of(gathering, user)
    )


@bp.get("/<int:gathering_id>/edit")
@requires(Permission.PLAN_GATHERINGS)
def edit(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(meetings_visible_to(current_user()), gathering_id)
    form = GatheringForm(obj=gathering)
    form.people_of(gathering)
    return _form_page("edit", form, gathering)


@bp.post("/<int:gathering_id>")
@requires(Permission.PLAN_GATHERINGS)
def update(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(meetings_visible_to(current_user()), gathering_id)
    form = GatheringForm(obj=gathering)
    if not form.validate():
        return _form_page("edit", form, gathering), 422
    gathering.change(by=current_user().as_actor(), **form.entered())
    flash(_("The plan is saved."))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)


def _form_page(name: str, form: GatheringForm, gathering: Gathering | None = None) -> str:
    return render_template(
        f"gatherings/gatherings/{name}.html", form=form, gathering=gathering, people=likely_people()
    )
