"""Codes of regions that gave way to others."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db
from crm.core.words import gettext as _
from crm.permissions import Permission
from crm.places.forms import ReplacementForm
from crm.places.queries import replacements
from crm.places.replacing import replace

bp = Blueprint("code_changes", __name__, url_prefix="/settings/regions")


@bp.get("")
@requires(Permission.EDIT_NETWORK)
def index() -> ResponseReturnValue:
    changes = db.session.scalars(replacements()).all()
    return render_template("places/code_changes/index.html", changes=changes)


@bp.get("/new")
@requires(Permission.EDIT_NETWORK)
def new() -> ResponseReturnValue:
    return render_template("places/code_changes/new.html", form=ReplacementForm())


@bp.post("")
@requires(Permission.EDIT_NETWORK)
def create() -> ResponseReturnValue:
    form = ReplacementForm()
    if not form.validate():
        return render_template("places/code_changes/new.html", form=form), 422
    actor, on, decree = visitor().as_actor(), form.on.data, form.decree.data
    change = replace(form.old, form.successor(), by=actor, on=on, decree=decree)
    flash(_("%(old)s is %(new)s from now on.", old=change.old.title, new=change.new.title))
    return redirect(url_for("code_changes.index"), 303)
