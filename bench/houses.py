"""A house to measure: installed on one engine, filled to a size, served by a process of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from bench.postgres import ThrowawayServer
from config import Config
from crm.app import create_app
from crm.core.db import db

PATIENCE_S = 30


@dataclass(frozen=True)
class Bench:
    """What is measured: the application, its settings, and where its files lie."""

    app: Flask
    config: Config
    folder: Path
    database: str


@contextmanager
def opened(database: str) -> Iterator[Bench]:
    """Install an empty house on one engine; nothing of it is left afterwards."""
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as name:
        folder = Path(name)
        if database == "sqlite":
            yield _installed(f"sqlite:///{folder / 'bench.db'}", folder, database)
            return
        with ThrowawayServer(durable=True) as server:
            server.create_database("bench")
            yield _installed(server.url("bench"), folder, database)


def _installed(url: str, folder: Path, database: str) -> Bench:
    config = Config(
        mode="test",
        database_url=url,
        secret_key="the secret of the measurements, long enough for all",
        base_url="http://127.0.0.1",
        instance_path=folder,
        mail_url=f"file:{folder / 'mail'}",
        mail_from="sekretariat@jpk.example",
    )
    app = create_app(config)
    with app.app_context():
        upgrade()
        db.session.remove()
    return Bench(app, config, folder, database)


@contextmanager
def served(bench: Bench) -> Iterator[int]:
    """Serve the house on a port of its own; give the port."""
    environment = {
        **os.environ,
        "MITRA_MODE": "test",
        "DATABASE_URL": bench.config.database_url,
        "SECRET_KEY": bench.config.secret_key,
        "BASE_URL": bench.config.base_url,
        "MITRA_INSTANCE_PATH": str(bench.folder),
        "MAIL_URL": "",
    }
    with process(["-m", "bench.serving", "house"], environment) as port:
        yield port


@contextmanager
def process(words: list[str], environment: dict[str, str] | None = None) -> Iterator[int]:
    """Run a server of ours that listens on the port it is given; end it afterwards."""
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, *words, str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _await_port(port)
        yield port
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(PATIENCE_S)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_port(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing answers on port {port}.")


def asker(port: int, cookie: str = "") -> http.client.HTTPConnection:
    """One client that keeps its connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    connection.connect()
    connection.__dict__["cookie"] = cookie
    return connection


def ask(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds until the whole answer is here; anything but 200 or 302 is an error."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": connection.__dict__["cookie"]})
    answer = connection.getresponse()
    answer.read()
    if answer.status not in {200, 302}:
        raise RuntimeError(f"{path} answered {answer.status}.")
    return (time.perf_counter() - began) * 1000
