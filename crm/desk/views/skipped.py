"""Why not: what was skipped or cancelled when its time came, with the reason."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.filters import asked
from crm.core.pages import page_of
from crm.desk.queries import not_sent
from crm.permissions import Permission
from crm.reminders.models import Reminder

bp = Blueprint("skipped", __name__, url_prefix="/desk/skipped")


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    rule = asked(request.args, ("rule",)).get("rule", "")
    page = page_of(not_sent(rule=rule), Reminder.at, Reminder.id, descending=True)
    return render_template("desk/skipped/index.html", page=page, rule=rule)
