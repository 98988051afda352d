"""One reminder of the log, taken out before it goes."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.desk.queries import log
from crm.permissions import Permission

bp = Blueprint("reminders", __name__, url_prefix="/desk/reminders/<int:reminder_id>")


@bp.post("/deletion")
@requires(Permission.EDIT_REMINDERS)
def destroy(reminder_id: int) -> ResponseReturnValue:
    reminder = get_or_404(log(), reminder_id)
    reminder.skip(by=current_user().as_actor())
    flash(_("%(name)s will not get this reminder.", name=reminder.recipient_name))
    return redirect(url_for("upcoming.index", chosen=reminder.id))
