"""A month across the rooms."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.almanac.month import month_of, span_of
from crm.almanac.queries import days_between
from crm.calendar.months import month_asked_for, today_here
from crm.calendar.sources import entries_between
from crm.core.access import requires
from crm.core.db import db
from crm.permissions import Permission

bp = Blueprint("months", __name__, url_prefix="/calendar")


@bp.get("")
@requires(Permission.SEE_CALENDAR)
def show() -> ResponseReturnValue:
    first = month_asked_for(request.args.get("month"))
    span = span_of(first)
    month = month_of(
        first,
        today=today_here(),
        special=db.session.scalars(days_between(*span)),
        entries=entries_between(current_user(), *span),
    )
    return render_template("calendar/months/show.html", month=month)
