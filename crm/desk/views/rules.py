"""Rules: what is reminded of, when, to whom, in which words."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.accounts.session import current_user
from crm.core.access import requires
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.desk.forms import RuleForm
from crm.desk.previews import previews_of
from crm.permissions import Permission
from crm.reminders.forecast import sources
from crm.reminders.queries import rules

bp = Blueprint("rules", __name__, url_prefix="/desk/rules")


@bp.get("")
@requires(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    found = db.session.scalars(rules()).all()
    return render_template("desk/rules/index.html", rules=found, sources=sources())


@bp.get("/<int:rule_id>")
@requires(Permission.SEE_DESK)
def show(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    source = sources().get(rule.source)
    shown = {"rule": rule, "source": source, "previews": previews_of(rule, {})}
    return render_template("desk/rules/show.html", **shown)


@bp.get("/<int:rule_id>/edit")
@requires(Permission.EDIT_REMINDERS)
def edit(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    form = RuleForm(rule, sources().get(rule.source))
    shown = {"rule": rule, "form": form, "previews": previews_of(rule, {})}
    return render_template("desk/rules/edit.html", **shown)


@bp.post("/<int:rule_id>")
@requires(Permission.EDIT_REMINDERS)
def update(rule_id: int) -> ResponseReturnValue:
    rule = get_or_404(rules(), rule_id)
    form = RuleForm(rule, sources().get(rule.source))
    if not form.validate():
        shown = {"rule": rule, "form": form, "previews": []}
        return render_template("desk/rules/edit.html", **shown), 422
    rule.revise(form.terms(), by=current_user().as_actor())
    flash(_("Rule %(code)s saved. It holds from the next round on.", code=rule.code))
    return redirect(url_for("rules.show", rule_id=rule.id))
