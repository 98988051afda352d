"""The course of a request: checks before it, one settlement after it."""

from typing import IO, Any

from flask import Flask, Request, Response, abort, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from crm.core.transactions import rollback, settle

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Parcelled(Request):
    """A request whose uploads are closed at its end, also those that broke off half way."""

    def _get_file_stream(self, *args: Any, **kwargs: Any) -> IO[bytes]:
        stream = super()._get_file_stream(*args, **kwargs)
        self.environ.setdefault("mitra.uploads", []).append(stream)
        return stream

    def close(self) -> None:
        """Close what was opened for this request."""
        super().close()
        for stream in self.environ.get("mitra.uploads", ()):
            stream.close()


def open_for_reading() -> None:
    """Let the database refuse every write while the request only asks."""
    g.reading = request.method in SAFE


def same_site() -> None:
    """Refuse a write that another site's page has sent (reliability A24)."""
    if request.method in SAFE:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "from_anywhere", False):
        return
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        abort(403)


def readable() -> None:
    """Refuse bytes that no text holds: NUL in the path or in a parameter."""
    parts = [request.path, *request.args.keys(), *request.args.values()]
    if any("\x00" in part or "\ufffd" in part for part in parts):
        abort(400)


def finish(response: Response) -> Response:
    """Commit or roll back; a commit that fails turns the answer into its refusal."""
    try:
        return settle(response)
    except SQLAlchemyError as error:
        rollback()
        return current_app.make_response(current_app.handle_user_exception(error))


def register_requests(app: Flask) -> None:
    """Put the course of a request in place. Later functions of after_request run first."""
    app.before_request(open_for_reading)
    app.before_request(readable)
    app.before_request(same_site)
    app.after_request(finish)
    app.teardown_request(lambda _error: rollback())
