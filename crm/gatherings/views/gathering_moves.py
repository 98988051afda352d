"""Another date for a gathering: three better ones, or one's own."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.almanac.warnings import Alternative
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import MoveForm
from crm.gatherings.models import Gathering
from crm.gatherings.planning import better_dates, outlook, zones_taking_part
from crm.gatherings.queries import meetings_visible_to, sessions_now, with_all_parts
from crm.permissions import Permission

bp = Blueprint("gathering_moves", __name__, url_prefix="/gatherings/<int:gathering_id>/moves")


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    offered = better_dates(gathering)
    return _form_page(MoveForm(gathering, offered), gathering, offered)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    offered = better_dates(gathering)
    form = MoveForm(gathering, offered)
    if not form.validate():
        return _form_page(form, gathering, offered), 422
    gathering.move(form.starts_at, by=current_user().as_actor(), reason=form.reason.data or "")
    flash(_("The date is moved. Whoever was invited gets a letter with the new one."))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)


def _form_page(form: MoveForm, gathering: Gathering, offered: list[Alternative]) -> str:
    return render_template(
        "gatherings/gathering_moves/new.html",
        form=form,
        gathering=gathering,
        offered=offered,
        zones=zones_taking_part(gathering),
        outlook=outlook(gathering, sessions=sessions_now(gathering)),
    )
