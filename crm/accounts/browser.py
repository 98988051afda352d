"""Choices that belong to a browser rather than to a person, kept in its cookies for a year."""

from flask import Response, make_response, redirect, request

from crm.core.addresses import configuration, safe_next
from crm.core.errors import NotUnderstood
from crm.core.languages import COOKIE
from crm.core.words import gettext as _

YEAR_S = 365 * 24 * 3600


def remember(cookie: str, chosen: str, allowed: tuple[str, ...]) -> Response:
    """Keep one of the allowed choices and go back to the page it was made on."""
    if chosen not in allowed:
        raise NotUnderstood(_("This choice does not exist."))
    response = make_response(redirect(safe_next(request.form.get("next")), 303))
    response.set_cookie(
        cookie, chosen, max_age=YEAR_S, samesite="Lax", secure=configuration().is_secure, path="/"
    )
    return response


def forget_language(response: Response) -> Response:
    """Let the account's language count again instead of this browser's."""
    response.delete_cookie(COOKIE, path="/")
    return response
