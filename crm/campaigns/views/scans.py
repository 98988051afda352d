"""Tracked links: what a QR code on a wall leads to."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from crm.campaigns.counting import note_scan
from crm.campaigns.queries import target_of
from crm.core.access import public
from crm.core.db import db

bp = Blueprint("scans", __name__, url_prefix="/q")


@bp.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    found = db.session.execute(target_of(code)).one_or_none() or abort(404)
    note_scan(found.id)
    return Response(status=302, headers={"Location": found.target_url, "Cache-Control": "no-store"})
