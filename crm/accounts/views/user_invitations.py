"""Send the link for a password once more."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.invitations import INVITATION, invite
from crm.accounts.queries import users
from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.links.issuing import revoke
from crm.permissions import Permission

bp = Blueprint("user_invitations", __name__, url_prefix="/users/<int:user_id>/invitation")


@bp.post("")
@requires(Permission.MANAGE_USERS)
def create(user_id: int) -> ResponseReturnValue:
    user = get_or_404(users(), user_id)
    revoke(user, purpose=INVITATION)
    invite(user, by=current_user().as_actor())
    flash(_("%(name)s gets a letter with a new link.", name=user.name))
    return redirect(url_for("users.index"), 303)
