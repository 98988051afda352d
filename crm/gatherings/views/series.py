"""Regular meetings: their rules and dates."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.pages import page_of
from crm.core.words import gettext as _
from crm.gatherings.dossiers import next_of, timetable_of
from crm.gatherings.drafting import plan_series
from crm.gatherings.forms import SeriesForm
from crm.gatherings.lists import likely_people
from crm.gatherings.models import Series
from crm.gatherings.queries import all_series
from crm.permissions import Permission

bp = Blueprint("series", __name__, url_prefix="/gatherings/series")


@bp.get("")
@requires(Permission.SEE_GATHERINGS)
def index() -> ResponseReturnValue:
    page = page_of(all_series(current_user()), Series.title, Series.id)
    return render_template("gatherings/series/index.html", page=page, next_dates=next_of(page.rows))


@bp.get("/new")
@requires(Permission.PLAN_GATHERINGS)
def new() -> ResponseReturnValue:
    form = SeriesForm(request.args)
    return render_template("gatherings/series/new.html", form=form, people=likely_people())


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create() -> ResponseReturnValue:
    form = SeriesForm()
    if not form.validate():
        return render_template("gatherings/series/new.html", form=form, people=likely_people()), 422
    series = plan_series(form.entered(), form.until.data, by=current_user().as_actor())
    flash(_("%(count)s dates are in the plan.", count=len(series.occurrences)))
    return redirect(url_for("series.show", series_id=series.id), 303)


@bp.get("/<int:series_id>")
@requires(Permission.SEE_GATHERINGS)
def show(series_id: int) -> ResponseReturnValue:
    series = get_or_404(all_series(current_user()), series_id)
    return render_template(
        "gatherings/series/show.html", series=series, timetable=timetable_of(series)
    )
