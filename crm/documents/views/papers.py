"""The PDF of an issued paper."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from crm.core.access import requires, visitor
from crm.core.db import get_or_404
from crm.documents.paper import paper_of, sent_as_pdf
from crm.documents.queries import documents_visible_to
from crm.permissions import Permission

bp = Blueprint("papers", __name__, url_prefix="/documents/<int:document_id>/paper")


@bp.get("")
@requires(Permission.SEE_HOME)
def show(document_id: int) -> ResponseReturnValue:
    document = get_or_404(documents_visible_to(visitor()), document_id)
    number, language = document.number, request.args.get("language") or str(get_locale())
    return sent_as_pdf(paper_of(document, language), f"{number}-{language}")
