"""Follow-ups: the list, a new one, one of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.gatherings.drafting import agree_action
from crm.gatherings.forms import ActionForm
from crm.gatherings.lists import likely_people, member_names
from crm.gatherings.models import ActionItem, Gathering
from crm.gatherings.queries import (
    actions_visible_to,
    settled_or_open,
    with_all_parts,
    with_minutes_for,
)
from crm.permissions import Permission

bp = Blueprint("action_items", __name__, url_prefix="/gatherings")


@bp.get("/actions")
@requires(Permission.SEE_GATHERINGS)
def index() -> ResponseReturnValue:
    shows_settled = request.args.get("show") == "settled"
    query = settled_or_open(actions_visible_to(current_user()), settled=shows_settled)
    page = page_of(query, ActionItem.due_on, ActionItem.id, descending=shows_settled)
    return render_template(
        "gatherings/action_items/index.html", page=page, shows_settled=shows_settled
    )


@bp.get("/<int:gathering_id>/actions/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    return _form_page("new", ActionForm(gathering), gathering)


@bp.post("/<int:gathering_id>/actions")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    form = ActionForm(gathering)
    if not form.validate():
        return _form_page("new", form, gathering), 422
    agree_action(gathering, form, by=current_user().as_actor())
    flash(_("The action is agreed. Mitra reminds of it."))
    return redirect(url_for("minutes.edit", gathering_id=gathering.id), 303)


@bp.get("/actions/<int:action_id>")
@requires(Permission.SEE_GATHERINGS)
def show(action_id: int) -> ResponseReturnValue:
    user = current_user()
    action = get_or_404(actions_visible_to(user), action_id)
    may_act = user.can(Permission.PLAN_GATHERINGS) or action.is_charge_of(user)
    return render_template("gatherings/action_items/show.html", action=action, may_act=may_act)


@bp.get("/actions/<int:action_id>/edit")
@requires(Permission.PLAN_GATHERINGS)
def edit(action_id: int) -> ResponseReturnValue:
    action = get_or_404(actions_visible_to(current_user()), action_id)
    form = ActionForm(action.gathering, obj=action)
    return _form_page("edit", form, action.gathering, action)


@bp.post("/actions/<int:action_id>")
@requires(Permission.PLAN_GATHERINGS)
def update(action_id: int) -> ResponseReturnValue:
    action = get_or_404(actions_visible_to(current_user()), action_id)
    form = ActionForm(action.gathering)
    if not form.validate():
        return _form_page("edit", form, action.gathering, action), 422
    form.fill(action)
    flash(_("The action is saved."))
    return redirect(url_for("action_items.show", action_id=action.id), 303)


def _form_page(
    name: str, form: ActionForm, gathering: Gathering, action: ActionItem | None = None
) -> str:
    return render_template(
        f"gatherings/action_items/{name}.html",
        form=form,
        gathering=gathering,
        action=action,
        people=likely_people(),
        institutions=member_names(),
    )
