"""The calendar table, a year at a time: the secretariat's rows win."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.almanac.forms import DayForm
from crm.almanac.models import CalendarDay
from crm.almanac.queries import calendar_days
from crm.almanac.table import enter, remove, year_of
from crm.almanac.words import KIND_NAMES
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("days", __name__, url_prefix="/almanac")


@bp.get("")
@requires(Permission.SEE_ALMANAC)
def index() -> ResponseReturnValue:
    year = year_of(request.args.get("year"))
    return render_template("almanac/days/index.html", year=year, kinds=KIND_NAMES)


@bp.get("/days/new")
@requires(Permission.EDIT_ALMANAC)
def new() -> ResponseReturnValue:
    return render_template("almanac/days/new.html", form=DayForm())


@bp.post("/days")
@requires(Permission.EDIT_ALMANAC)
def create() -> ResponseReturnValue:
    form = DayForm()
    if not form.validate():
        return render_template("almanac/days/new.html", form=form), 422
    row = enter(CalendarDay(), by=visitor().as_actor(), **form.entered())
    flash(_("The day is in the calendar. Working days are counted anew."))
    return redirect(url_for("days.index", year=row.day.year), 303)


@bp.get("/days/<int:day_id>")
@requires(Permission.EDIT_ALMANAC)
def edit(day_id: int) -> ResponseReturnValue:
    row = get_or_404(calendar_days(), day_id)
    return render_template("almanac/days/edit.html", form=DayForm(obj=row), row=row)


@bp.post("/days/<int:day_id>")
@requires(Permission.EDIT_ALMANAC)
def update(day_id: int) -> ResponseReturnValue:
    row, form = get_or_404(calendar_days(), day_id), DayForm()
    if not form.validate():
        return render_template("almanac/days/edit.html", form=form, row=row), 422
    enter(row, by=visitor().as_actor(), **form.entered())
    flash(_("The day is in the calendar. Working days are counted anew."))
    return redirect(url_for("days.index", year=row.day.year), 303)


@bp.post("/days/<int:day_id>/deletion")
@requires(Permission.EDIT_ALMANAC)
def destroy(day_id: int) -> ResponseReturnValue:
    row = get_or_404(calendar_days(), day_id)
    year = row.day.year
    remove(row, by=visitor().as_actor())
    flash(_("The day is out of the calendar."))
    return redirect(url_for("days.index", year=year), 303)
