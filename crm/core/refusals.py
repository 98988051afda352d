"""How refusals look: one page for all of them, in the reader's language, and JSON for programs."""

import logging
import uuid
from http import HTTPStatus
from typing import Any

from flask import Flask, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError
from werkzeug.exceptions import HTTPException

from crm.core.errors import Refusal, TooMany
from crm.core.transactions import rollback
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

log = logging.getLogger(__name__)

TITLES: dict[int, Any] = {
    400: _l("This address or form can't be read"),
    401: _l("Sign in first"),
    403: _l("You may not open this"),
    404: _l("There is nothing here"),
    405: _l("This page can't be used that way"),
    409: _l("This is not possible now"),
    410: _l("This link has done its work"),
    413: _l("This is too large"),
    422: _l("This can't be used"),
    429: _l("Too many tries"),
    500: _l("Something went wrong on our side"),
    503: _l("Mitra is busy"),
    507: _l("There is no room"),
}
ADVICE: dict[int, Any] = {
    400: _l("Check the address, or go back and try once more. Nothing was changed."),
    401: _l("Sign in, and you will come back to this page."),
    403: _l(
        "Your role does not include this. Ask the secretariat, who can do it or give the right."
    ),
    404: _l("The page was moved or never existed, or it belongs to someone else."),
    405: _l("Go back and use the buttons of the page."),
    409: _l(
        "Someone else was faster, or another record has the same key. Look at it and try again."
    ),
    413: _l("Send a smaller file."),
    429: _l("Wait a little, then try again."),
    500: _l("Nothing was changed. We have noted what happened; try again in a moment."),
    503: _l("The database is busy or away. Nothing was changed; try again in a moment."),
}


def refuse(
    status: int, message: str = "", missing: tuple[Any, ...] = (), title: Any = None
) -> ResponseReturnValue:
    """The page of a refusal: what it is, why, and what to do next."""
    title = str(title or TITLES.get(status, TITLES[400]))
    said = message or str(ADVICE.get(status, ADVICE[400]))
    if request.path.startswith("/api/"):
        answer = jsonify(type="about:blank", title=title, status=status, detail=said)
        answer.content_type = "application/problem+json"
        return answer, status
    page = render_template(
        "shared/refusal.html", status=status, title=title, message=said, missing=missing
    )
    return page, status


def _refusal(refusal: Refusal) -> ResponseReturnValue:
    rollback()
    answer = refuse(refusal.status, str(refusal.message), refusal.missing, refusal.title)
    if isinstance(refusal, TooMany):
        return *answer, {"Retry-After": str(refusal.after)}  # type: ignore[misc]
    return answer


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    rollback()
    return refuse(error.code)


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    rollback()
    return refuse(
        400, _("This form is too old or came from another page. Go back and send it again.")
    )


def _lost_race(_error: IntegrityError) -> ResponseReturnValue:
    rollback()
    return refuse(409)


def _unusable(_error: DataError | StatementError) -> ResponseReturnValue:
    log.warning("A value did not fit the database: %r", _error)
    rollback()
    return refuse(400)


def _busy(_error: OperationalError) -> ResponseReturnValue:
    log.warning("The database is busy or away: %r", _error)
    rollback()
    g.visitor = None  # who reads this can't be asked either, nor what waits for them
    return *refuse(503), {"Retry-After": "5"}  # type: ignore[misc]


def _broken(_error: Exception) -> ResponseReturnValue:
    g.incident = uuid.uuid4().hex[:8]
    log.error("Incident %s", g.incident, exc_info=_error)
    rollback()
    return refuse(500)


def register_refusals(app: Flask) -> None:
    """Give every kind of failure its page."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(IntegrityError, _lost_race)
    app.register_error_handler(DataError, _unusable)
    app.register_error_handler(OperationalError, _busy)
    if not app.testing:
        app.register_error_handler(Exception, _broken)
