"""QR codes of tracked links: on the page, and as files for the printer."""

from io import BytesIO

from flask import Response, abort
from markupsafe import Markup

from crm.campaigns.models import Placement, TrackedLink
from crm.campaigns.queries import link_of
from crm.core.addresses import link_to
from crm.core.db import db
from crm.core.errors import NotUnderstood
from crm.core.later import Later
from crm.core.text import slug
from crm.core.words import gettext as _
from crm.documents.codes import code_picture

segno = Later("segno")

BORDER = 4
POINTS = 20
"""How many points of a PNG each module of the code takes."""
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


def link_or_404(placement: Placement) -> TrackedLink:
    """The tracked link of a placement that has one."""
    return db.session.scalar(link_of(placement)) or abort(404)


def short_address(link: TrackedLink) -> str:
    """What is printed below the code and can be typed."""
    return link_to("scans.show", code=link.code)


def picture_of(link: TrackedLink) -> Markup:
    """The code as a picture in a page."""
    return code_picture(short_address(link), title=_("QR code of %(code)s", code=link.code))


def code_file(link: TrackedLink, *, name: str, form: str) -> Response:
    """The code as a file: SVG in any size, PNG for what can't read SVG."""
    if form not in KINDS:
        raise NotUnderstood(_("A code comes as svg or png."))
    drawn = BytesIO()
    scale = POINTS if form == "png" else 1
    code = segno.make(short_address(link), error="m")
    code.save(drawn, kind=form, scale=scale, border=BORDER, dark="#000000", light="#ffffff")
    answer = Response(drawn.getvalue(), content_type=KINDS[form])
    named = f"{slug(name)}-{link.code}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    return answer
