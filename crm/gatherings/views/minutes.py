"""The minutes of a gathering: read, begun, written."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import CorrectionForm, MinutesForm
from crm.gatherings.letters import minutes_facts
from crm.gatherings.queries import meetings_visible_to, with_all_parts, with_minutes_for
from crm.permissions import Permission

bp = Blueprint("minutes", __name__, url_prefix="/gatherings/<int:gathering_id>/minutes")


@bp.get("")
@requires(Permission.SEE_GATHERINGS)
def show(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    return render_template(
        "gatherings/minutes/show.html",
        may_plan=current_user().can(Permission.PLAN_GATHERINGS),
        form=CorrectionForm(),
        **minutes_facts(gathering),
    )


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    gathering.begin_minutes(by=current_user().as_actor())
    return redirect(url_for("minutes.edit", gathering_id=gathering.id), 303)


@bp.get("/edit")
@requires(Permission.PLAN_GATHERINGS)
def edit(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    form = MinutesForm(gathering.changeable_minutes())
    return render_template("gatherings/minutes/edit.html", form=form, **minutes_facts(gathering))


@bp.post("/text")
@requires(Permission.PLAN_GATHERINGS)
def update(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(with_minutes_for(current_user())), gathering_id)
    form = MinutesForm(gathering.changeable_minutes())
    if not form.validate():
        facts = minutes_facts(gathering)
        return render_template("gatherings/minutes/edit.html", form=form, **facts), 422
    form.fill()
    flash(_("The minutes are saved."))
    return redirect(url_for("minutes.edit", gathering_id=gathering.id), 303)
