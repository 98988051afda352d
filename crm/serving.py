"""`mitra serve`: web, scheduler and delivery in one process (reliability D11)."""

import ipaddress
import logging
import signal
import socket

import waitress
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from crm.accounts.setup import is_open, setup_address
from crm.core.db import reading
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.reminders.worker import Crew

log = logging.getLogger(__name__)
THREADS = 8


def serve(app: Flask, *, host: str, port: int, behind_proxy: bool) -> None:
    """Serve until SIGTERM or SIGINT, with a worker beside; refuse to stand open without a proxy."""
    if not behind_proxy and not is_local(host):
        raise NotPossible(
            _("Listening on %(host)s needs a proxy in front: add --behind-proxy.", host=host)
        )
    if behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    greet(app)
    crew = Crew(app)
    server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident="Mitra")
    signal.signal(signal.SIGTERM, _interrupt)
    crew.start()
    try:
        server.run()
    finally:
        server.close()
        crew.end()


def is_local(host: str) -> bool:
    """Tell whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(socket.gethostbyname(host)).is_loopback
    except OSError:
        return False


def greet(app: Flask) -> None:
    """Say where the first administrator is made, as long as there is none."""
    with app.app_context(), reading():
        if is_open():
            log.warning("Nobody has an account yet. Make the first here: %s", setup_address())


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
