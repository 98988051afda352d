"""Flask-Login lives here and nowhere else: who is signed in, in which browser (reliability D7)."""

from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from flask import Flask, Response, abort, g, request
from flask_login import LoginManager
from flask_login import current_user as login_proxy

from crm.accounts.models import SignedIn, User
from crm.accounts.queries import session_with
from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.tokens import digest, new_secret
from crm.core.traces import beside
from crm.network.queries import keep_at_hand
from crm.permissions import Role

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
LONGEST_FOR_ADMIN = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)

manager = LoginManager()


def cookie_name() -> str:
    """The cookie that carries the opaque id of the session."""
    return "__Host-mitra" if configuration().is_secure else "mitra"


def is_alive(found: SignedIn, *, at: datetime) -> bool:
    """Tell whether a session still counts: not idle, not too old, the user unchanged and active."""
    longest = LONGEST_FOR_ADMIN if found.user.role is Role.ADMIN else LONGEST
    fresh = at - found.last_seen_at < IDLE and at - found.created_at < longest
    return fresh and found.user.active and found.epoch == found.user.epoch


@manager.request_loader  # type: ignore[untyped-decorator]
def _load(_request: object) -> User | None:
    secret = request.cookies.get(cookie_name())
    if not secret:
        return None
    row = db.session.execute(session_with(digest(secret))).one_or_none()
    if row is None or not is_alive(row[0], at=clock.now()):
        return None
    found, network = row
    keep_at_hand(network)
    g.signed_in = (found.id, found.last_seen_at)
    return found.user


@manager.user_loader  # type: ignore[untyped-decorator]
def _never(_user_id: str) -> None:
    """Nobody is known by Flask's own cookie: only our session rows count."""


def load_visitor() -> User | None:
    """Whoever is signed in, or nobody."""
    user = login_proxy._get_current_object()  # noqa: SLF001
    return user if isinstance(user, User) else None


def current_user() -> User:
    """Whoever is signed in, as a plain record."""
    found = load_visitor()
    if found is None:
        abort(401)
    return found


def sign_in(user: User, *, browser: str = "") -> str:
    """Open a session for a user in this browser and give its secret, to be set as the cookie."""
    secret = new_secret()
    now = clock.now()
    db.session.add(
        SignedIn(
            digest=digest(secret),
            user_id=user.id,
            epoch=user.epoch,
            created_at=now,
            last_seen_at=now,
            browser=browser[:200],
        )
    )
    return secret


def keep(response: Response, secret: str) -> Response:
    """Give the browser the session's cookie."""
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        secure=configuration().is_secure,
        samesite="Lax",
        path="/",
    )
    return response


def sign_out(response: Response) -> Response:
    """End this browser's session for good."""
    secret = request.cookies.get(cookie_name(), "")
    db.session.execute(sa.delete(SignedIn).where(SignedIn.digest == digest(secret)))
    response.delete_cookie(cookie_name(), path="/", secure=configuration().is_secure)
    return response


def note_presence(response: Response) -> Response:
    """Remember at most once a minute that a session is in use, beside the request."""
    held = cast("tuple[int, datetime] | None", g.get("signed_in"))
    if held is None or clock.now() - held[1] < NOTED_EVERY:
        return response
    with beside() as connection:
        connection.execute(
            sa.update(SignedIn).where(SignedIn.id == held[0]).values(last_seen_at=clock.now())
        )
    return response


def register_session(app: Flask) -> None:
    """Let Flask-Login find who is signed in. Presence is noted after the request's own work."""
    app.after_request(note_presence)
    manager.init_app(app, add_context_processor=False)
