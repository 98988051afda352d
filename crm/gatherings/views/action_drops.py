"""A follow-up given up, with the reason."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import ReasonForm
from crm.gatherings.queries import actions_in_hands_of
from crm.permissions import Permission

bp = Blueprint("action_drops", __name__, url_prefix="/gatherings/actions/<int:action_id>/drops")


@bp.get("/new")
@requires(Permission.SEE_GATHERINGS)
def new(action_id: int) -> ResponseReturnValue:
    action = get_or_404(actions_in_hands_of(current_user()), action_id)
    return render_template("gatherings/action_drops/new.html", form=ReasonForm(), action=action)


@bp.post("")
@requires(Permission.SEE_GATHERINGS)
def create(action_id: int) -> ResponseReturnValue:
    action, form = get_or_404(actions_in_hands_of(current_user()), action_id), ReasonForm()
    if not form.validate():
        return render_template("gatherings/action_drops/new.html", form=form, action=action), 422
    action.drop(reason=form.reason.data, by=current_user().as_actor())
    flash(_("The action is dropped."))
    return redirect(url_for("action_items.show", action_id=action.id), 303)
