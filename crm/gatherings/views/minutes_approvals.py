"""The minutes approved."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.letters import approve
from crm.gatherings.queries import to_change, with_minutes_for
from crm.permissions import Permission

bp = Blueprint(
    "minutes_approvals", __name__, url_prefix="/gatherings/<int:gathering_id>/minutes/approvals"
)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(to_change(with_minutes_for(current_user())), gathering_id)
    document = approve(gathering.changeable_minutes(), by=current_user().as_actor())
    flash(_("The minutes are approved and stand as %(number)s.", number=document.number))
    return redirect(url_for("minutes.show", gathering_id=gathering.id), 303)
