"""Hours at work: the log of one assignment, noted by the person."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.forms import HoursForm
from crm.sharing.models import Party
from crm.sharing.views.finding import assignment_or_404, entry_or_404
from crm.sharing.work.hours import take_back_hours
from crm.sharing.work.logbook import Logbook, voice_for

bp = Blueprint("hours", __name__, url_prefix="/sharing/assignments/<int:assignment_id>/hours")


@bp.get("")
@requires(Permission.SEE_SHARING)
def index(assignment_id: int) -> ResponseReturnValue:
    logbook = Logbook(assignment_or_404(assignment_id), current_user())
    return render_template(
        "sharing/hours/index.html", logbook=logbook, form=HoursForm(), wording=wording
    )


@bp.post("")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment, form = assignment_or_404(assignment_id), HoursForm()
    voice = voice_for(current_user(), assignment, Party.PERSON)
    if not (form.validate() and form.is_noted(assignment, voice)):
        logbook = Logbook(assignment, current_user())
        return render_template(
            "sharing/hours/index.html", logbook=logbook, form=form, wording=wording
        ), 422
    flash(_("Noted. The host confirms it."))
    return redirect(url_for("hours.index", assignment_id=assignment.id), 303)


@bp.post("/<int:entry_id>/deletion")
@requires(Permission.SEE_SHARING)
def destroy(assignment_id: int, entry_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    voice = voice_for(current_user(), assignment, Party.PERSON)
    take_back_hours(assignment, entry_or_404(assignment, entry_id), voice)
    flash(_("Taken back."))
    return redirect(url_for("hours.index", assignment_id=assignment.id), 303)


def _page(logbook: Logbook, form: HoursForm) -> str:
    page = "sharing/hours/index.html"
    return render_template(page, logbook=logbook, form=form, wording=wording)
