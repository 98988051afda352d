"""Anyone can check a paper by its code: what it is and whether it still counts."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import public
from crm.core.db import db
from crm.documents.queries import document_with_code

bp = Blueprint("verifications", __name__, url_prefix="/verify")


@bp.get("/")
@public
def new() -> ResponseReturnValue:
    code = request.args.get("code", "").strip()
    found = db.session.scalar(document_with_code(code)) if code else None
    status = 404 if code and found is None else 200
    return render_template("documents/verifications/new.html", code=code, document=found), status


@bp.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    document = db.session.scalar(document_with_code(code))
    if document is None:
        abort(404)
    return render_template("documents/verifications/show.html", document=document)
