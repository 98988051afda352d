"""What one record holds in the network's own fields."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.lists import list_named
from crm.core.records import kind_named, known_record
from crm.core.words import gettext as _
from crm.labels.filling import fields_form, fill
from crm.permissions import Permission

bp = Blueprint("field_values", __name__, url_prefix="/records/<kind>/<int:record_id>/fields")


@bp.get("")
@requires(Permission.EDIT_LABELS)
def edit(kind: str, record_id: int) -> ResponseReturnValue:
    of = list_named(kind, visitor())
    record = known_record(of.kind, record_id, visitor())
    form, named = fields_form(record, visitor()), kind_named(kind)
    return render_template("labels/field_values/edit.html", record=record, of=named, form=form)


@bp.post("")
@requires(Permission.EDIT_LABELS)
def update(kind: str, record_id: int) -> ResponseReturnValue:
    of = list_named(kind, visitor())
    record = known_record(of.kind, record_id, visitor())
    form, named = fields_form(record, visitor()), kind_named(kind)
    if not form.validate():
        page = render_template("labels/field_values/edit.html", record=record, of=named, form=form)
        return page, 422
    fill(record, form, by=visitor().as_actor())
    flash(_("The further data are saved."))
    return redirect(named.url_of(record_id), 303)
