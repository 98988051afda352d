"""A party's no, with its reason."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import voice_of
from crm.sharing.forms import DeclineForm
from crm.sharing.models import DeclineReason
from crm.sharing.negotiation import decline, refuse_unless_asked, version_named
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("declines", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/declines/new")
@requires(Permission.SEE_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    refuse_unless_asked(assignment, voice_of(current_user(), assignment).party)
    form = DeclineForm(data={"version": assignment.current_number})
    return render_template("sharing/declines/new.html", assignment=assignment, form=form)


@bp.post("/declines")
@requires(Permission.SEE_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    voice, form = voice_of(current_user(), assignment), DeclineForm()
    if not form.validate():
        page = render_template("sharing/declines/new.html", assignment=assignment, form=form)
        return page, 422
    reason, version = DeclineReason(form.reason.data), version_named(form.data)
    decline(assignment, voice, version=version, reason=reason, note=form.note.data)
    flash(_("Your no is recorded, and the others have a letter with your reason."))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
