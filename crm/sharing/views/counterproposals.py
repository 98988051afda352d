"""Proposing changes to a version."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.authority import voice_of
from crm.sharing.drafting import counter_with
from crm.sharing.forms import CounterForm, filled_promise
from crm.sharing.models import CONFIRMING
from crm.sharing.negotiation import refuse_unless_open
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint("counterproposals", __name__, url_prefix="/sharing/assignments/<int:assignment_id>")


@bp.get("/counterproposals/new")
@requires(Permission.ANSWER_SHARING)
def new(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    voice = voice_of(current_user(), assignment, CONFIRMING)
    refuse_unless_open(assignment, voice.party)
    form = CounterForm(data=filled_promise(assignment.current))
    return render_template("sharing/counterproposals/new.html", assignment=assignment, form=form)


@bp.post("/counterproposals")
@requires(Permission.ANSWER_SHARING)
def create(assignment_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    voice = voice_of(current_user(), assignment, CONFIRMING)
    form = CounterForm()
    if not (form.validate() and counter_with(assignment, voice, form)):
        page = "sharing/counterproposals/new.html"
        return render_template(page, assignment=assignment, form=form), 422
    flash(_("Version %(number)s is sent; you have agreed to it.", number=assignment.current_number))
    return redirect(url_for("assignments.show", assignment_id=assignment.id), 303)
