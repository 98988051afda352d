"""The register of papers (P34), and one paper with its history."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import requires, visitor
from crm.core.db import db, get_or_404
from crm.core.pages import page_of
from crm.documents.forms import SigningForm, VoidForm
from crm.documents.models import Document
from crm.documents.queries import documents_in, documents_visible_to, registers
from crm.permissions import Permission

bp = Blueprint("documents", __name__, url_prefix="/documents")


@bp.get("")
@requires(Permission.SEE_DOCUMENTS)
def index() -> ResponseReturnValue:
    query = documents_in(documents_visible_to(visitor()), request.args.get("register", ""))
    page = page_of(query, Document.issued_at, Document.id, descending=True)
    books = list(db.session.scalars(registers()))
    return render_template("documents/documents/index.html", page=page, registers=books)


@bp.get("/<int:document_id>")
@requires(Permission.SEE_HOME)
def show(document_id: int) -> ResponseReturnValue:
    document = get_or_404(documents_visible_to(visitor()), document_id)
    return render_template(
        "documents/documents/show.html",
        document=document,
        void_form=VoidForm(),
        signing_form=SigningForm(),
    )
