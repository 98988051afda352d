"""An invitation answered by whoever is signed in for the one invited."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.forms import AnswerForm
from crm.gatherings.queries import invitees_answerable_by
from crm.permissions import Permission

bp = Blueprint(
    "gathering_answers", __name__, url_prefix="/gatherings/invitees/<int:invitee_id>/answers"
)


@bp.get("/new")
@requires(Permission.ANSWER_INVITATIONS)
def new(invitee_id: int) -> ResponseReturnValue:
    invitee = get_or_404(invitees_answerable_by(current_user()), invitee_id)
    return render_template(
        "gatherings/gathering_answers/new.html", form=AnswerForm(), invitee=invitee
    )


@bp.post("")
@requires(Permission.ANSWER_INVITATIONS)
def create(invitee_id: int) -> ResponseReturnValue:
    invitee = get_or_404(invitees_answerable_by(current_user()), invitee_id)
    form = AnswerForm()
    if not form.validate():
        return render_template(
            "gatherings/gathering_answers/new.html", form=form, invitee=invitee
        ), 422
    invitee.answer(form.chosen(), by=current_user().as_actor(), note=form.note.data or "")
    flash(_("Your answer is recorded."))
    return redirect(url_for("gatherings.show", gathering_id=invitee.gathering_id), 303)
