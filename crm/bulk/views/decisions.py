"""What a person says of a conflict."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.deciding import decide
from crm.bulk.forms import DecisionForm
from crm.bulk.queries import imported_rows
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("decisions", __name__, url_prefix="/imports/<int:import_id>/rows/<int:row_id>")


@bp.post("/decisions")
@requires(Permission.IMPORT_RECORDS)
def create(import_id: int, row_id: int) -> ResponseReturnValue:
    row = get_or_404(imported_rows(import_id), row_id)
    form = DecisionForm()
    if not form.validate():
        raise NotUnderstood(_("Choose what shall stand."))
    decide(row, form.chosen(), by=visitor().as_actor())
    flash(_("Line %(line)s is decided.", line=row.line))
    return redirect(url_for("imports.show", import_id=import_id, outcome="conflict"), 303)
