"""Words being typed, shown with real names before they are saved."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from crm.core.access import requires
from crm.core.db import get_or_404
from crm.core.transactions import rollback
from crm.desk.forms import TEXTS, RuleForm
from crm.desk.previews import previews_of
from crm.permissions import Permission
from crm.reminders.forecast import sources
from crm.reminders.queries import rules

bp = Blueprint("previews", __name__, url_prefix="/desk/rules/<int:rule_id>/previews")


@bp.post("")
@requires(Permission.EDIT_REMINDERS)
def create(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    form = RuleForm(rule, sources().get(rule.source))
    is_valid = form.validate()
    typed = {name: form[name].data or "" for name in TEXTS}
    shown = {"rule": rule, "form": form, "previews": previews_of(rule, typed)}
    page = render_template("desk/rules/edit.html", **shown)
    rollback()
    return page, 200 if is_valid else 422
