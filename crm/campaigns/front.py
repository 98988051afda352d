"""The fast lane of tracked links, before Flask is woken (product 4: at least 60 % of a bare page).

People stand before a wall and wait for this answer, and five million of them come. It needs no
session, no cookie and no hook, and those cost ten times what the answer itself costs. Whatever is
not a known code, and every trouble, goes on to the pages of the house: `views/scans.py` gives the
same answer the long way.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from crm.campaigns.counting import note_scan
from crm.campaigns.leading import Target, headers_to, target_behind
from crm.core.db import db
from crm.core.headers import ALWAYS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
_CODE = re.compile(r"/q/([0-9A-Za-z]{1,12})")
_STATUS = f"{HTTPStatus.FOUND.value} {HTTPStatus.FOUND.phrase.upper()}"


class ScanLane:
    """A WSGI application before the house that leads scans on."""

    def __init__(self, app: Flask) -> None:
        """Stand before everything that the application answers now."""
        self._app = app
        self._pages: WSGIApplication = app.wsgi_app
        self._engine: sa.Engine | None = None
        self._always = [*ALWAYS.items(), ("Content-Length", "0")]
        if app.config["MITRA"].is_secure:
            self._always.append(STRICT_TRANSPORT)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Lead a known code on; hand everything else to the pages."""
        asked = _CODE.fullmatch(environ.get("PATH_INFO", ""))
        if asked is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._pages(environ, start_response)
        target = self._target(asked[1])
        if target is None:
            return self._pages(environ, start_response)
        note_scan(self._app, target.link_id, environ)
        start_response(_STATUS, [*headers_to(target).items(), *self._always])
        return []

    def _target(self, code: str) -> Target | None:
        try:
            return target_behind(self._known_engine(), code)
        except SQLAlchemyError:
            return None

    def _known_engine(self) -> sa.Engine:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine
        return self._engine
