"""A gathering taken off its date."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import ReasonForm
from crm.gatherings.queries import meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint(
    "gathering_postponements", __name__, url_prefix="/gatherings/<int:gathering_id>/postponements"
)


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    return render_template(
        "gatherings/gathering_postponements/new.html", form=ReasonForm(), gathering=gathering
    )


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    form = ReasonForm()
    if not form.validate():
        return render_template(
            "gatherings/gathering_postponements/new.html", form=form, gathering=gathering
        ), 422
    gathering.postpone(reason=form.reason.data, by=current_user().as_actor())
    flash(_("The gathering is postponed. Whoever was invited gets a letter."))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)
