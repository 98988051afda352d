"""What a list holds, as a file."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from crm.bulk.exporting import MEDIA, Export
from crm.core.access import requires, visitor
from crm.core.lists import list_named
from crm.permissions import Permission

bp = Blueprint("exports", __name__, url_prefix="/lists/<kind>/export")


@bp.get("/<ending>")
@requires(Permission.EXPORT_RECORDS)
def show(kind: str, ending: str) -> ResponseReturnValue:
    export = Export(list_named(kind, visitor()), request.args, visitor())
    content = b"".join(export.as_file(ending))
    answer = Response(content, content_type=MEDIA[ending])
    name = export.name(ending)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
