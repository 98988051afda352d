"""Close an account and open it again."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.administration import close
from crm.accounts.queries import users
from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("deactivations", __name__, url_prefix="/users/<int:user_id>/deactivation")


@bp.post("")
@requires(Permission.MANAGE_USERS)
def create(user_id: int) -> ResponseReturnValue:
    user = get_or_404(users(), user_id)
    close(user, by=current_user().as_actor())
    flash(_("The account of %(name)s is closed.", name=user.name))
    return redirect(url_for("users.index"), 303)


@bp.post("/deletion")
@requires(Permission.MANAGE_USERS)
def destroy(user_id: int) -> ResponseReturnValue:
    user = get_or_404(users(), user_id)
    user.reopen(by=current_user().as_actor())
    flash(_("The account of %(name)s is open again.", name=user.name))
    return redirect(url_for("users.index"), 303)
