"""How much each thing that two records share counts, and from when on a pair is proposed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.words import gettext as _
from crm.duplicates.asked import kind_named
from crm.duplicates.forms import rule_form
from crm.duplicates.queries import rule_for
from crm.permissions import Permission

bp = Blueprint("duplicate_rules", __name__, url_prefix="/duplicates/rules/<kind>")


@bp.get("")
@requires(Permission.MERGE_RECORDS)
def edit(kind: str) -> ResponseReturnValue:
    found = kind_named(kind)
    form = rule_form(found, rule_for(found))
    return render_template("duplicates/duplicate_rules/edit.html", form=form, kind=found)


@bp.post("")
@requires(Permission.MERGE_RECORDS)
def update(kind: str) -> ResponseReturnValue:
    found = kind_named(kind)
    rule = rule_for(found)
    form = rule_form(found, rule)
    if not form.validate():
        return render_template("duplicates/duplicate_rules/edit.html", form=form, kind=found), 422
    form.weigh(rule, by=visitor().as_actor())
    flash(_("Saved. It holds from the next search on."))
    return redirect(url_for("duplicates.index", kind=found.name), 303)
