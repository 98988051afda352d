"""The host stands by the hours noted so far."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.templating import number
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.models import Party
from crm.sharing.views.finding import assignment_or_404
from crm.sharing.work.hours import confirm_hours
from crm.sharing.work.logbook import voice_for

bp = Blueprint(
    "hour_confirmations",
    __name__,
    url_prefix="/sharing/assignments/<int:assignment_id>/hour-confirmations",
)


@bp.post("")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    minutes = confirm_hours(assignment, voice_for(current_user(), assignment, Party.HOST_HEAD))
    flash(_("%(hours)s hours are confirmed.", hours=number(minutes / 60)))
    return redirect(url_for("hours.index", assignment_id=assignment.id), 303)
