"""Somebody passed over for a need, and let back in."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.sharing.board.accepting import pass_by, take_back_passing

bp = Blueprint("passings", __name__, url_prefix="/sharing/passings")


@bp.post("")
@requires(Permission.PROPOSE_SHARING)
def create() -> ResponseReturnValue:
    passed = pass_by(request.form, by=current_user())
    flash(_("%(name)s is not proposed for this need again.", name=passed.name))
    if request.form.get("back") == "board":
        return redirect(url_for("pairs.index"), 303)
    return redirect(url_for("sharing_needs.show", sharing_need_id=passed.need_id), 303)


@bp.post("/<int:passing_id>/deletion")
@requires(Permission.PROPOSE_SHARING)
def destroy(passing_id: int) -> ResponseReturnValue:
    need = take_back_passing(passing_id, by=current_user())
    return redirect(url_for("sharing_needs.show", sharing_need_id=need.id), 303)
