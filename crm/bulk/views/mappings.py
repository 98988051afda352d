"""What the columns of a file mean."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.forms import mapping_form
from crm.bulk.portraits import columns_page
from crm.bulk.queries import imports
from crm.bulk.staging import mappable
from crm.bulk.working import foresee
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("mappings", __name__, url_prefix="/imports/<int:import_id>/mapping")


@bp.get("")
@requires(Permission.IMPORT_RECORDS)
def edit(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    if not mappable(of):
        return redirect(url_for("readings.edit", import_id=of.id), 303)
    return render_template("bulk/mappings/edit.html", **columns_page(of, mapping_form(of)))


@bp.post("")
@requires(Permission.IMPORT_RECORDS)
def update(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    form = mapping_form(of)
    if not form.validate():
        return render_template("bulk/mappings/edit.html", **columns_page(of, form)), 422
    foresee(of, form.mapping(), form.terms(), user=visitor())
    return redirect(url_for("imports.show", import_id=import_id), 303)
