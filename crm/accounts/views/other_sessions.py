"""Sign out everywhere else."""

from flask import Blueprint, flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.administration import end_sessions
from crm.accounts.session import current_user, keep, sign_in
from crm.core.access import requires
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("other_sessions", __name__, url_prefix="/account/sessions")


@bp.post("/deletion")
@requires(Permission.SEE_HOME)
def destroy() -> ResponseReturnValue:
    user = current_user()
    end_sessions(user)
    flash(_("Every other browser is signed out."))
    return keep(make_response(redirect(url_for("profiles.edit"), 303)), sign_in(user))
