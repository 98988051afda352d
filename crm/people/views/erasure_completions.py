"""A person is erased, for good."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.people.erasing import erase
from crm.people.queries import erasures
from crm.permissions import Permission

bp = Blueprint(
    "erasure_completions", __name__, url_prefix="/people/erasures/<int:erasure_id>/completion"
)


@bp.post("")
@requires(Permission.ERASE_PEOPLE)
def create(erasure_id: int) -> ResponseReturnValue:
    erasure = get_or_404(erasures(), erasure_id)
    erase(erasure, by=visitor().as_actor())
    flash(_("Erased. What had to be kept is listed here, with the reason."))
    return redirect(url_for("erasures.show", erasure_id=erasure.id), 303)
