"""Pages at /c/<token>: opening only shows, a pressed button acts (reliability A17-A20)."""

from flask import Blueprint, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.access import public
from crm.core.addresses import configuration
from crm.core.db import get_or_404
from crm.core.languages import speak_by_default
from crm.core.rates import ANSWER, limited
from crm.core.tokens import same
from crm.links.issuing import answers, find
from crm.links.models import Link
from crm.links.queries import links_numbered

bp = Blueprint("links", __name__, url_prefix="/c")
SECONDS = 1800


def cookie_name(link: Link) -> str:
    """The short-lived cookie that keeps the secret out of the address, one for each link."""
    return f"{'__Host-' if configuration().is_secure else 'mitra-'}c-{link.id}"


def _held_link(link_id: int) -> Link:
    """The link whose secret this browser holds; without the secret there is no link."""
    link = get_or_404(links_numbered(link_id), link_id)
    if not same(request.cookies.get(cookie_name(link), ""), link.secret):
        abort(404)
    speak_by_default(link.language)
    return link


@bp.get("/<token>")
@public
def new(token: str) -> ResponseReturnValue:
    link = find(token)
    speak_by_default(link.language)
    if not link.is_open(at=clock.now()):
        return answers()[link.purpose].closed(link)
    response = make_response(redirect(url_for("links.show", link_id=link.id), 303))
    response.set_cookie(
        cookie_name(link),
        token,
        max_age=SECONDS,
        httponly=True,
        secure=configuration().is_secure,
        samesite="Lax",
        path="/",
    )
    return response


@bp.get("/link/<int:link_id>")
@public
def show(link_id: int) -> ResponseReturnValue:
    link = _held_link(link_id)
    answer = answers()[link.purpose]
    return answer.show(link) if link.is_open(at=clock.now()) else answer.closed(link)


@bp.post("/link/<int:link_id>")
@public
@limited(ANSWER)
def create(link_id: int) -> ResponseReturnValue:
    link = _held_link(link_id)
    answer = answers()[link.purpose]
    return answer.act(link) if link.is_open(at=clock.now()) else answer.closed(link)
