"""Who comes in: password first, then the second factor where one is set."""

from typing import Any

from flask import abort, make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from crm.accounts.events import SignedInEvent
from crm.accounts.models import User
from crm.accounts.passwords import verified
from crm.accounts.queries import user_with_email
from crm.accounts.session import keep, sign_in
from crm.core import clock
from crm.core.addresses import safe_next
from crm.core.db import db
from crm.core.events import record

HALF = "half-signed-in"
PATIENCE_S = 600


def with_password(email: str, password: str) -> User | None:
    """The active account with this address and password; takes the same time when there is none."""
    found = db.session.scalar(user_with_email(email).where(User.active))
    kept = found.password_hash if found else None
    if not verified(kept, password):
        return None
    return db.session.scalar(user_with_email(email).where(User.active))


def remember_half(user: User) -> None:
    """Keep for ten minutes that the password was right and the code is still to come."""
    session[HALF] = {"user": user.id, "epoch": user.epoch, "at": int(clock.now().timestamp())}


def half_signed_in() -> User:
    """Whoever has given the password in this browser a moment ago; else there is nothing here."""
    held: dict[str, Any] = session.get(HALF) or {}
    if clock.now().timestamp() - held.get("at", 0) > PATIENCE_S:
        abort(404)
    user = db.session.get(User, held["user"])
    if user is None or not user.active or user.epoch != held["epoch"]:
        abort(404)
    return user


def forget_half() -> None:
    """Drop what was kept between password and code."""
    session.pop(HALF, None)


def come_in(user: User) -> ResponseReturnValue:
    """Open the session and go on to the page that was wanted."""
    record(SignedInEvent(subject=user, by=user.as_actor()))
    response = make_response(redirect(safe_next(request.args.get("next")), 303))
    return keep(response, sign_in(user, browser=request.user_agent.string))
