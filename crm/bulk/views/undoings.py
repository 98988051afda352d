"""Taking a whole import back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.queries import imports
from crm.bulk.undoing import undo
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.words import gettext as _
from crm.permissions import Permission

bp = Blueprint("import_undoings", __name__, url_prefix="/imports/<int:import_id>/undoings")


@bp.post("")
@requires(Permission.IMPORT_RECORDS)
def create(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    undo(of, by=visitor().as_actor())
    flash(_("The import of %(file)s is taken back.", file=of.file_name))
    return redirect(url_for("imports.show", import_id=import_id), 303)
