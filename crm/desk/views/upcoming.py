"""The desk's first page: what is to come, day by day, who gets it and why somebody does not."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires
from crm.core.filters import asked
from crm.core.pages import page_of
from crm.desk import queries
from crm.desk.chosen import chosen_turn
from crm.desk.days import by_day
from crm.permissions import Permission
from crm.reminders.models import Reminder

bp = Blueprint("upcoming", __name__, url_prefix="/desk")
SPANS = {"1": 1, "7": 7, "14": 14}
SHOWN = 200


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    wanted = asked(request.args, ("days", "rule", "chosen"))
    days = SPANS.get(wanted.get("days", "7"), 7)
    query = queries.upcoming(until=clock.now() + timedelta(days=days), rule=wanted.get("rule", ""))
    page = page_of(query, Reminder.at, Reminder.id, size=SHOWN)
    turn = chosen_turn(page.rows, wanted.get("chosen"))
    shown = {"days": by_day(page.rows), "span": days, "rule": wanted.get("rule", "")}
    return render_template("desk/upcoming/index.html", page=page, turn=turn, **shown)
