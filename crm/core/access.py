"""Three questions, first part: may this role do this at all? Declared on every view."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from crm.core.actors import Visitor
from crm.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"


class UndeclaredView(RuntimeError):
    """A view that does not say who may use it; the house does not open with one."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the right that a view asks for."""

    def declare(view: View) -> View:
        view.__dict__["access"] = permission
        return view

    return declare


def public(view: View) -> View:
    """Declare a view that anyone may open."""
    view.__dict__["access"] = PUBLIC
    return view


def declared_access(app: Flask, endpoint: str) -> Permission | str:
    """What the view behind an endpoint declares, or a refusal to go on without it."""
    if endpoint == "static" or endpoint.endswith(".static"):
        return PUBLIC
    declared = getattr(app.view_functions[endpoint], "access", None)
    if declared is None:
        raise UndeclaredView(f"The view {endpoint} declares neither @requires nor @public.")
    return cast("Permission | str", declared)


def visitor_or_none() -> Visitor | None:
    """Whoever is signed in, or nobody."""
    if "visitor" not in g:
        g.visitor = current_app.extensions["mitra.visitor"]()
    return cast("Visitor | None", g.visitor)


def visitor() -> Visitor:
    """Whoever is signed in; a view that requires a right always has someone."""
    found = visitor_or_none()
    if found is None:
        abort(401)
    return found


def guard() -> ResponseReturnValue | None:
    """Ask before every view, and before any write, whether this role may."""
    if request.endpoint is None:
        return None
    declared = declared_access(current_app, request.endpoint)
    if declared == PUBLIC:
        return None
    found = visitor_or_none()
    if found is None:
        return _ask_to_sign_in()
    if not found.can(Permission(declared)):
        abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        abort(401)
    wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else "/"
    return redirect(url_for("sessions.new", next=wanted if wanted != "/" else None), 303)


def register_access(app: Flask, load: Callable[[], Visitor | None]) -> None:
    """Put the guard at the door; refuse to open while a view is undeclared."""
    app.extensions["mitra.visitor"] = load
    app.before_request(guard)
    for rule in app.url_map.iter_rules():
        declared_access(app, rule.endpoint)
