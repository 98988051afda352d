"""A party says that this was not its answer, by the link of its receipt; somebody settles it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.links.issuing import Answer
from crm.links.models import Link
from crm.permissions import Permission
from crm.sharing import wording
from crm.sharing.behalf.objecting import (
    answer_behind,
    object_by_link,
    reason_in,
    recorded_in,
    settle,
)
from crm.sharing.views.finding import assignment_or_404

bp = Blueprint(
    "answer_objections", __name__, url_prefix="/sharing/assignments/<int:assignment_id>/objections"
)


@bp.post("/<int:answer_id>")
@requires(Permission.RECORD_SHARING_ANSWERS)
def update(assignment_id: int, answer_id: int) -> ResponseReturnValue:
    assignment = assignment_or_404(assignment_id)
    answer = recorded_in(assignment, answer_id)
    settle(assignment, answer, by=current_user().as_actor(), reason=reason_in(request.form))
    flash(_("The objection is settled."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


def show(link: Link) -> ResponseReturnValue:
    """Say what was written down, and ask whether it was not them."""
    return _page(link)


def act(link: Link) -> ResponseReturnValue:
    """Take the objection."""
    taken = object_by_link(link, request.form.get("words", ""))
    return _page(link, is_done=True) if taken else closed(link)


def closed(link: Link) -> ResponseReturnValue:
    """Say what became of the link, and where to write."""
    return _page(link, is_closed=True), 410


def _page(link: Link, *, is_done: bool = False, is_closed: bool = False) -> str:
    assignment, answer = answer_behind(link)
    told = {"link": link, "assignment": assignment, "answer": answer, "wording": wording}
    page = "sharing/answer_objections/show.html"
    return render_template(page, **told, is_done=is_done, is_closed=is_closed)


ANSWER = Answer(show=show, act=act, closed=closed)
