"""Old addresses of records that were merged: they lead on to the survivor, for who may see it."""

from http import HTTPStatus

from flask import Flask, Response, redirect, request, url_for
from werkzeug.routing import BuildError

from crm.accounts.models import User
from crm.core.access import visitor_or_none
from crm.core.db import db
from crm.duplicates.kinds import KINDS, Kind
from crm.duplicates.queries import standing_merge_of

MOST_STEPS = 20


def lead_on(response: Response) -> Response:
    """Answer the address of a record that is gone with that of the record it is part of."""
    if response.status_code != HTTPStatus.NOT_FOUND or request.method not in {"GET", "HEAD"}:
        return response
    user = visitor_or_none()
    for kind in KINDS.values():
        gone_id = (request.view_args or {}).get(kind.argument)
        if isinstance(gone_id, int) and isinstance(user, User):
            return _elsewhere(kind, gone_id, user) or response
    return response


def _elsewhere(kind: Kind, gone_id: int, user: User) -> Response | None:
    survivor_id = survivor_of(kind, gone_id)
    if survivor_id is None:
        return None
    visible = kind.visible(user).where(kind.model.id == survivor_id)
    if db.session.scalars(visible).first() is None:
        return None
    values = {**(request.view_args or {}), **request.args, kind.argument: survivor_id}
    try:
        address = url_for(request.endpoint or "", **values)
    except BuildError:
        return None
    return redirect(address, HTTPStatus.FOUND)  # type: ignore[return-value]


def survivor_of(kind: Kind, gone_id: int) -> int | None:
    """Into which record one went, through every merge since; none when it never went."""
    found, seen = None, gone_id
    if not -(2**31) <= gone_id < 2**31:
        return None
    for _step in range(MOST_STEPS):
        merge = db.session.scalars(standing_merge_of(kind.name, seen)).first()
        if merge is None:
            break
        found = seen = merge.survivor_id
    return found


def register_forwarding(app: Flask) -> None:
    """Let old addresses lead on, before the answer is settled."""
    app.after_request(lead_on)
