"""Writing what comes of a file."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from crm.bulk.queries import imports
from crm.bulk.working import bring_in
from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.core.rates import IMPORT, limited
from crm.permissions import Permission

bp = Blueprint("applications", __name__, url_prefix="/imports/<int:import_id>/applications")


@bp.post("")
@requires(Permission.IMPORT_RECORDS)
@limited(IMPORT)
def create(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    bring_in(of, by=visitor().as_actor(), user=visitor())
    return redirect(url_for("imports.show", import_id=import_id), 303)
