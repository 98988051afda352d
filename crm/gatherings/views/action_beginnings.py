"""A follow-up that is under way."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.queries import actions_in_hands_of
from crm.permissions import Permission

bp = Blueprint(
    "action_beginnings", __name__, url_prefix="/gatherings/actions/<int:action_id>/beginnings"
)


@bp.post("")
@requires(Permission.SEE_GATHERINGS)
def create(action_id: int) -> ResponseReturnValue:
    action = get_or_404(actions_in_hands_of(current_user()), action_id)
    action.begin(by=current_user().as_actor())
    flash(_("The action is in progress."))
    return redirect(url_for("action_items.show", action_id=action.id), 303)
