"""The minutes sent to the members."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.letters import circulate
from crm.gatherings.queries import to_change, with_minutes_for
from crm.permissions import Permission

bp = Blueprint(
    "minutes_circulations",
    __name__,
    url_prefix="/gatherings/<int:gathering_id>/minutes/circulations",
)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(to_change(with_minutes_for(current_user())), gathering_id)
    document = circulate(gathering.changeable_minutes(), by=current_user().as_actor())
    flash(
        _(
            "Minutes %(number)s are with the members. They can correct them for five days.",
            number=document.number,
        )
    )
    return redirect(url_for("minutes.show", gathering_id=gathering.id), 303)
