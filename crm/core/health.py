"""What machines ask: does it live, can it work, what did browsers refuse to load."""

import logging

import sqlalchemy as sa
from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from crm.core.access import public
from crm.core.db import db
from crm.core.transactions import rollback

log = logging.getLogger(__name__)
bp = Blueprint("health", __name__)
LONGEST_REPORT = 4000


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """Answer as long as the process lives, with or without its database."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Answer 503 while the database can't be asked."""
    try:
        db.session.execute(sa.text("SELECT 1"))
    except SQLAlchemyError:
        rollback()
        return {"status": "waiting for the database"}, 503
    return {"status": "ok"}


@bp.post("/csp")
@public
def csp() -> ResponseReturnValue:
    """Write down what a browser refused to load; nothing is stored."""
    report = request.get_data(cache=False)[:LONGEST_REPORT].decode("utf-8", "replace")
    log.warning("content security policy: %s", report.replace("\n", " ").replace("\r", " "))
    return "", 204


csp.__dict__["from_anywhere"] = True
