"""What was decided."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.drafting import add_decision, remove_decision
from crm.gatherings.forms import DecisionForm
from crm.gatherings.queries import decisions_of, with_all_parts, with_minutes_for
from crm.permissions import Permission

bp = Blueprint(
    "gathering_decisions", __name__, url_prefix="/gatherings/<int:gathering_id>/decisions"
)


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    return render_template(
        "gatherings/gathering_decisions/new.html", form=DecisionForm(gathering), gathering=gathering
    )


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    form = DecisionForm(gathering)
    if not form.validate():
        page = "gatherings/gathering_decisions/new.html"
        return render_template(page, form=form, gathering=gathering), 422
    add_decision(gathering, form.entered())
    flash(_("The decision is in the minutes."))
    return redirect(url_for("minutes.edit", gathering_id=gathering.id), 303)


@bp.post("/<int:decision_id>/deletion")
@requires(Permission.PLAN_GATHERINGS)
def destroy(gathering_id: int, decision_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    remove_decision(gathering, get_or_404(decisions_of(gathering), decision_id))
    flash(_("The decision is out of the minutes."))
    return redirect(url_for("minutes.edit", gathering_id=gathering.id), 303)
