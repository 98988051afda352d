"""A wish to be forgotten is laid aside, with the reason."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.people.privacy_forms import RefusalForm
from crm.people.queries import erasures
from crm.permissions import Permission

bp = Blueprint("erasure_refusals", __name__, url_prefix="/people/erasures/<int:erasure_id>/refusal")


@bp.post("")
@requires(Permission.ERASE_PEOPLE)
def create(erasure_id: int) -> ResponseReturnValue:
    erasure = get_or_404(erasures(), erasure_id)
    form = RefusalForm()
    if not form.validate():
        words = {"erasure": erasure, "form": form, "now": clock.now()}
        return render_template("people/erasures/show.html", **words), 422
    erasure.lay_aside(reason=form.reason.data, by=visitor().as_actor())
    return redirect(url_for("erasures.show", erasure_id=erasure.id), 303)
