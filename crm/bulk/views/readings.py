"""How a file is to be read, said by a person."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.forms import ReadingForm
from crm.bulk.queries import imports
from crm.bulk.staging import trouble_of
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("readings", __name__, url_prefix="/imports/<int:import_id>/reading")


@bp.get("")
@requires(Permission.IMPORT_RECORDS)
def edit(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    form = ReadingForm(data=of.asked)
    return render_template("bulk/readings/edit.html", of=of, form=form, trouble=trouble_of(of))


@bp.post("")
@requires(Permission.IMPORT_RECORDS)
def update(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    form = ReadingForm()
    if not (form.validate() and form.reads(of)):
        return render_template("bulk/readings/edit.html", of=of, form=form), 422
    return redirect(url_for("mappings.edit", import_id=of.id), 303)
