"""A house behind a real server on a free loopback port, as a browser needs it."""

import threading
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from config import Config

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PATIENCE_S = 10.0


class Examiner:
    """axe-core at an address of the house, so that the browser reads it once for all pages."""

    path = "/axe.min.js"
    script = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_bytes()
    headers: ClassVar[list[tuple[str, str]]] = [
        ("Content-Type", "text/javascript; charset=utf-8"),
        ("Content-Length", str(len(script))),
        ("Cache-Control", "max-age=86400, immutable"),
    ]


class LiveHouse:
    """An application that answers on its own address until it is closed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.troubles: list[str] = []
        self._busy = 0
        self._counting = threading.Lock()
        self._ending = threading.Event()
        self._channels: dict[int, Any] = {}
        self._server = create_server(
            self._answer, map=self._channels, host="127.0.0.1", port=0, threads=6, ident=None
        )
        self.address = f"http://127.0.0.1:{self._server.effective_port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @contextmanager
    def addressed(self) -> Iterator[None]:
        """Let the house give this address in every link that it writes."""
        config, server_name = self.app.config["MITRA"], self.app.config["SERVER_NAME"]
        here: Config = replace(config, base_url=self.address)
        self.app.config.update(MITRA=here, SERVER_NAME=self.address.partition("//")[2])
        try:
            yield
        finally:
            self.app.config.update(MITRA=config, SERVER_NAME=server_name)

    @contextmanager
    def mailing(self, mail_url: str) -> Iterator[None]:
        """Let the house bring its letters to another place."""
        config: Config = self.app.config["MITRA"]
        self.app.config["MITRA"] = replace(config, mail_url=mail_url)
        try:
            yield
        finally:
            self.app.config["MITRA"] = config

    def leads(self, method: str, path: str) -> bool:
        """Tell whether there is a page at a path that takes this method."""
        try:
            self.app.url_map.bind("").match(path, method)
        except RequestRedirect:
            return True
        except HTTPException:
            return False
        return True

    def come_to_rest(self) -> None:
        """Wait until no request is being answered: only then may the database be replaced."""
        deadline = time.monotonic() + PATIENCE_S
        while self._busy and time.monotonic() < deadline:
            time.sleep(0.005)
        assert not self._busy, "A request is still being answered."

    def close(self) -> None:
        """Stop answering and free the port."""
        self._ending.set()
        self._server.pull_trigger()
        self._thread.join(PATIENCE_S)

    def _serve(self) -> None:
        while not self._ending.is_set():
            wasyncore.loop(timeout=1.0, map=self._channels, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._channels)

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if environ["PATH_INFO"] == Examiner.path:
            start_response("200 OK", Examiner.headers)
            return [Examiner.script]
        with self._counted():
            try:
                return self.app(environ, start_response)
            except Exception:
                self.troubles.append(f"{environ['PATH_INFO']}\n{traceback.format_exc()}")
                raise

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._counting:
            self._busy += 1
        try:
            yield
        finally:
            with self._counting:
                self._busy -= 1
