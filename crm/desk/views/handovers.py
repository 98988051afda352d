"""Words that somebody passes on by hand: copy, send from the own phone, tick off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.desk.letters import words_to_pass_on
from crm.desk.queries import by_hand
from crm.permissions import Permission, Role
from crm.reminders.models import Reminder

bp = Blueprint("handovers", __name__, url_prefix="/desk/by-hand")
SHOWN = 20


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    page = page_of(by_hand(), Reminder.at, Reminder.id, size=SHOWN)
    mine = current_user().role is Role.SECRETARIAT
    words = {one.id: words_to_pass_on(one) for one in page.rows} if mine else {}
    return render_template("desk/handovers/index.html", page=page, words=words)


@bp.post("/<int:reminder_id>")
@requires(Permission.EDIT_REMINDERS)
def update(reminder_id: int) -> ResponseReturnValue:
    reminder = get_or_404(by_hand(), reminder_id)
    reminder.pass_on(by=current_user().as_actor())
    flash(_("Noted: passed on to %(name)s.", name=reminder.recipient_name))
    return redirect(url_for("handovers.index"))
