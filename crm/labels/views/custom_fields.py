"""The network's own fields."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.words import gettext as _
from crm.labels.defining import change_field, define_field
from crm.labels.forms import FieldForm, NewFieldForm
from crm.labels.queries import fields
from crm.permissions import Permission

bp = Blueprint("custom_fields", __name__, url_prefix="/settings/fields")


@bp.get("")
@requires(Permission.EDIT_LABELS)
def index() -> ResponseReturnValue:
    return render_template("labels/custom_fields/index.html", fields=db.session.scalars(fields()))


@bp.get("/new")
@requires(Permission.EDIT_LABELS)
def new() -> ResponseReturnValue:
    return render_template("labels/custom_fields/new.html", form=NewFieldForm())


@bp.post("")
@requires(Permission.EDIT_LABELS)
def create() -> ResponseReturnValue:
    form = NewFieldForm()
    if not form.validate():
        return render_template("labels/custom_fields/new.html", form=form), 422
    define_field(form.made(), by=visitor().as_actor())
    flash(_("The field is on every record of its kind."))
    return redirect(url_for("custom_fields.index"), 303)


@bp.get("/<int:field_id>/edit")
@requires(Permission.EDIT_LABELS)
def edit(field_id: int) -> ResponseReturnValue:
    one = get_or_404(fields(), field_id)
    form = FieldForm(obj=one, data={"choices": "\n".join(one.choices)})
    return render_template("labels/custom_fields/edit.html", field=one, form=form)


@bp.post("/<int:field_id>")
@requires(Permission.EDIT_LABELS)
def update(field_id: int) -> ResponseReturnValue:
    one, form = get_or_404(fields(), field_id), FieldForm()
    if not form.validate():
        return render_template("labels/custom_fields/edit.html", field=one, form=form), 422
    change_field(one, form.facts(), by=visitor().as_actor())
    flash(_("The field is saved."))
    return redirect(url_for("custom_fields.index"), 303)
