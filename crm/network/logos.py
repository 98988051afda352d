"""The letterhead's picture: PNG or JPEG by its first bytes, small enough for every paper."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.words import gettext as _
from crm.network.models import Logo

LARGEST = 300_000
MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class Picture(NamedTuple):
    """Bytes and what they are."""

    data: bytes
    content_type: str


def logo_from(data: bytes) -> Logo:
    """Keep a picture once; refuse what is not one, or too large."""
    kind = next((kind for start, kind in MAGIC.items() if data.startswith(start)), None)
    if kind is None:
        raise NotValid(_("The logo must be a PNG or JPEG picture."))
    if len(data) > LARGEST:
        raise NotValid(_("The logo is larger than 300 kB. Make it smaller, 600 pixels are enough."))
    sha256 = hashlib.sha256(data).hexdigest()
    found = db.session.get(Logo, sha256)
    if found is None:
        found = Logo(sha256=sha256, content_type=kind, data=data)
        db.session.add(found)
    return found


def pictures(names: Iterable[str]) -> dict[str, Picture]:
    """The logos by the names that papers call them: logo-<sha256>."""
    wanted = [name.removeprefix("logo-") for name in names if name.startswith("logo-")]
    if not wanted:
        return {}
    found = db.session.scalars(sa.select(Logo).where(Logo.sha256.in_(wanted)))
    return {f"logo-{logo.sha256}": Picture(logo.data, logo.content_type) for logo in found}
