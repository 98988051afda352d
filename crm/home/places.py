"""Which of our addresses are built, and who may open them: asked of the application itself.

A page says in its own view who may use it; the menu asks there, so that the two can't differ.
"""

from flask import current_app
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from crm.accounts.models import User
from crm.core.access import PUBLIC, declared_access
from crm.permissions import Permission

Known = dict[str, str | None]


def access_to(path: str) -> str | None:
    """What the view behind a path asks for; None where nothing is built. Found out once."""
    known: Known = current_app.extensions.setdefault("mitra.places", {})
    if path not in known:
        known[path] = _found(path)
    return known[path]


def is_built(path: str) -> bool:
    """Tell whether there is a page at a path."""
    return access_to(path) is not None


def may_open(path: str, user: User) -> bool:
    """Tell whether there is a page at a path that this user may open."""
    declared = access_to(path)
    if declared is None:
        return False
    return declared == PUBLIC or user.can(Permission(declared))


def _found(path: str) -> str | None:
    try:
        endpoint, _values = current_app.url_map.bind("localhost").match(path, method="GET")
    except RequestRedirect:
        return _found(f"{path}/")
    except (HTTPException, MethodNotAllowed):
        return None
    return str(declared_access(current_app, endpoint))
