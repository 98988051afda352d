"""A promise from a conversation, kept."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.gatherings.models import keep_promise
from crm.gatherings.queries import conversations_visible_to
from crm.permissions import Permission

bp = Blueprint(
    "kept_promises", __name__, url_prefix="/gatherings/conversations/<int:gathering_id>/kept"
)


@bp.post("")
@requires(Permission.LOG_CONVERSATIONS)
def create(gathering_id: int) -> ResponseReturnValue:
    talk = get_or_404(conversations_visible_to(current_user()), gathering_id)
    keep_promise(talk, by=current_user().as_actor())
    flash(_("The promise is kept."))
    return redirect(url_for("conversations.show", gathering_id=talk.id), 303)
