"""Who came, and who spoke for whom."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.attending import note_attendance
from crm.gatherings.forms import AttendanceForm
from crm.gatherings.queries import meetings_visible_to, with_all_parts
from crm.permissions import Permission

bp = Blueprint("attendances", __name__, url_prefix="/gatherings/<int:gathering_id>/attendance")


@bp.get("")
@requires(Permission.PLAN_GATHERINGS)
def edit(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    gathering.require_attendance()
    form = AttendanceForm(gathering)
    return render_template("gatherings/attendances/edit.html", form=form, gathering=gathering)


@bp.post("")
@requires(Permission.PLAN_GATHERINGS)
def update(gathering_id: int) -> ResponseReturnValue:
    gathering = get_or_404(with_all_parts(meetings_visible_to(current_user())), gathering_id)
    form = AttendanceForm(gathering)
    if not form.validate():
        page = "gatherings/attendances/edit.html"
        return render_template(page, form=form, gathering=gathering), 422
    note_attendance(gathering, form.present(), form.proxies(), by=current_user().as_actor())
    flash(_("Who came is recorded."))
    return redirect(url_for("gatherings.show", gathering_id=gathering.id), 303)
