"""More dates for a regular meeting."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.queries import all_series
from crm.permissions import Permission

bp = Blueprint(
    "series_extensions", __name__, url_prefix="/gatherings/series/<int:series_id>/extensions"
)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def create(series_id: int) -> ResponseReturnValue:
    series = get_or_404(all_series(current_user()), series_id)
    made = series.extend(by=current_user().as_actor())
    flash(_("%(count)s more dates are in the plan.", count=made))
    return redirect(url_for("series.show", series_id=series.id), 303)
