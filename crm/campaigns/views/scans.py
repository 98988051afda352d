"""Tracked links the long way: codes that nobody made, and whatever the fast lane hands on."""

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from crm.campaigns.counting import note_scan
from crm.campaigns.leading import headers_to, target_behind
from crm.core.access import public
from crm.core.db import db

bp = Blueprint("scans", __name__, url_prefix="/q")


@bp.get("/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    target = target_behind(db.engine, code) or abort(404)
    note_scan(current_app, target.link_id, request.environ)
    return Response(status=302, headers=headers_to(target))
