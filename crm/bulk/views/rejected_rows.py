"""The rows that could not be taken, as a file to mend and bring in again."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from crm.bulk.giving_back import file_name_of, rejected_as_csv
from crm.bulk.queries import imports
from crm.core.access import requires
from crm.core.db import get_or_404
from crm.permissions import Permission

bp = Blueprint("rejected_rows", __name__, url_prefix="/imports/<int:import_id>/rejected-rows")


@bp.get("")
@requires(Permission.IMPORT_RECORDS)
def index(import_id: int) -> ResponseReturnValue:
    of = get_or_404(imports(), import_id)
    response = Response(list(rejected_as_csv(of)), content_type="text/csv; charset=utf-8")
    name = file_name_of(of)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
