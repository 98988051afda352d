"""Keeping views of lists: only what the list itself understands is kept."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa
from flask import Response, abort, after_this_request, request
from werkzeug.datastructures import MultiDict

from crm.core import clock
from crm.core.actors import Visitor
from crm.core.addresses import configuration
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.filters import PLACES
from crm.core.lists import ListKind
from crm.core.words import gettext as _
from crm.labels.forms import ViewForm
from crm.labels.listing import OPENS, read_listing
from crm.labels.models import SavedView
from crm.permissions import Permission

MOST = 60
YEAR = 365 * 24 * 3600
LONGEST = 1000


def words_of_view(kind: ListKind, asked: str, reader: Visitor) -> str:
    """What an address asks of a list, without the place in it; what it does not know is refused."""
    pairs = [(name, word) for name, word in parse_qsl(asked) if name not in PLACES | {"view"}]
    arguments = MultiDict(pairs)
    kind.listed(arguments, reader)
    listing = read_listing(kind, arguments, reader)
    _known = listing.columns, listing.filters
    return urlencode(pairs)[:LONGEST]


def save_view(kind: ListKind, form: ViewForm, reader: Visitor) -> SavedView:
    """Keep a view; only whoever keeps the labels makes one for everybody."""
    held = sa.select(sa.func.count(SavedView.id)).where(SavedView.owner_id == reader.id)
    if (db.session.scalar(held) or 0) >= MOST:
        raise NotPossible(_("%(most)s views are the most that one person keeps.", most=MOST))
    view = save(
        SavedView(
            record_kind=kind.kind,
            name=form.name.data,
            query=words_of_view(kind, form.query.data or "", reader),
            owner_id=reader.id,
            owner=reader.name,
            shared=bool(form.shared.data) and reader.can(Permission.EDIT_LABELS),
            opens=False,
            saved_at=clock.now(),
        )
    )
    if form.opens.data:
        open_with(view, reader)
    return view


def open_with(view: SavedView, reader: Visitor) -> None:
    """Open the list with a view; one that is not the own is copied."""
    after_this_request(_remember(view.record_kind))
    held = (SavedView.owner_id == reader.id, SavedView.record_kind == view.record_kind)
    was_so = view.opens and view.is_own(reader)
    db.session.execute(sa.update(SavedView).where(*held).values(opens=False))
    if was_so:
        view.opens = False
        return
    if view.is_own(reader):
        view.opens = True
        return
    copied = {name: getattr(view, name) for name in ("record_kind", "name", "query")}
    at = clock.now()
    save(SavedView(**copied, owner_id=reader.id, owner=reader.name, opens=True, saved_at=at))


def _remember(kind: str) -> Callable[[Response], Response]:
    def remembering(response: Response) -> Response:
        kinds = {*filter(None, request.cookies.get(OPENS, "").split(".")), kind}
        secure = configuration().is_secure
        word = ".".join(sorted(kinds))
        response.set_cookie(OPENS, word, YEAR, httponly=True, secure=secure, samesite="Lax")
        return response

    return remembering


def forget_view(view: SavedView, reader: Visitor) -> None:
    """Forget a view."""
    if not view.is_removable_by(reader):
        abort(403)
    db.session.delete(view)
