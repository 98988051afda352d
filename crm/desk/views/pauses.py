"""Switching a rule off and on."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.reminders.queries import rules

bp = Blueprint("pauses", __name__, url_prefix="/desk/rules/<int:rule_id>/pause")


@bp.post("")
@requires(Permission.EDIT_REMINDERS)
def create(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    rule.pause(by=current_user().as_actor())
    undo = url_for("pauses.destroy", rule_id=rule.id)
    flash({"text": _("Rule %(code)s is off.", code=rule.code), "undo_url": undo})  # type: ignore[arg-type]
    return redirect(url_for("rules.show", rule_id=rule.id))


@bp.post("/deletion")
@requires(Permission.EDIT_REMINDERS)
def destroy(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    rule.resume(by=current_user().as_actor())
    flash(_("Rule %(code)s is on. It reminds from now on, never of what is past.", code=rule.code))
    return redirect(url_for("rules.show", rule_id=rule.id))
