"""A house to measure: filled once to a size, kept for the next time, served by its own process."""

import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from bench.postgres import ThrowawayServer
from config import ROOT, Config
from crm.app import create_app
from crm.bare.machine import postgresql_programs
from crm.core.db import db
from crm.demo.volumes import fill

PATIENCE_S = 60
KEPT = Path.home() / ".cache" / "mitra-bench"
"""Filled houses lie here until what made them changes."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Bench:
    """What is measured: the application, its settings, and where its files lie."""

    app: Flask
    config: Config
    folder: Path
    database: str
    size: str
    server: ThrowawayServer | None = None


@dataclass(frozen=True)
class Served:
    """A server of ours: where it answers, and which process it is."""

    port: int
    process: int

    @property
    def cpu_ms(self) -> float:
        """What it has computed so far, in milliseconds."""
        words = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) * 1000 / TICKS

    @property
    def resident_mb(self) -> float:
        """The memory it holds, without that of its children."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def opened(database: str, size: str) -> Iterator[Bench]:
    """A house on one engine, filled to a size; what a measurement does to it is forgotten."""
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as name:
        folder = Path(name)
        if database == "sqlite":
            yield _on_sqlite(folder, size)
            return
        with ThrowawayServer(durable=True) as server:
            server.create_database("bench")
            yield _on_postgresql(folder, server, size)


@contextmanager
def installed(database: str) -> Iterator[Bench]:
    """A house as the installation leaves it, for what is to be broken."""
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as name:
        folder = Path(name)
        if database == "sqlite":
            bench = _house(folder, f"sqlite:///{folder / 'bench.db'}", database, "")
            _install(bench)
            yield bench
            return
        with ThrowawayServer(durable=True) as server:
            server.create_database("bench")
            bench = replace(_house(folder, server.url("bench"), database, ""), server=server)
            _install(bench)
            yield bench


def _on_sqlite(folder: Path, size: str) -> Bench:
    file, kept = folder / "bench.db", KEPT / f"{size}-{_digest()}.db"
    bench = _house(folder, f"sqlite:///{file}", "sqlite", size)
    if kept.exists():
        shutil.copyfile(kept, file)
        return bench
    _install(bench, size)
    with bench.app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    _keep(kept, lambda new: shutil.copyfile(file, new))
    return bench


def _on_postgresql(folder: Path, server: ThrowawayServer, size: str) -> Bench:
    url, kept = server.url("bench"), KEPT / f"{size}-{_digest()}.dump"
    bench = _house(folder, url, "postgresql", size)
    programs = Path(str(postgresql_programs()))
    if kept.exists():
        subprocess.run([programs / "pg_restore", "--jobs=2", "--dbname", url, kept], check=True)
    else:
        _install(bench, size)
        dump = [str(programs / "pg_dump"), "--format=custom", "--compress=1", "--dbname", url]
        _keep(kept, lambda new: subprocess.run([*dump, "--file", str(new)], check=True))
    with bench.app.app_context(), db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    return bench


def _keep(kept: Path, write: Callable[[Path], object]) -> None:
    """Keep a filled house, and none of its size that is out of date."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob(f"{kept.name.partition('-')[0]}-*{kept.suffix}"):
        old.unlink()
    new = kept.with_name(f"{os.getpid()}.new")
    write(new)
    new.rename(kept)


def _digest() -> str:
    """What a filled house depends on: the migrations, what is installed, and how it is filled."""
    files = [
        *sorted((ROOT / "migrations" / "versions").glob("*.py")),
        ROOT / "crm" / "demo" / "volumes.py",
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _house(folder: Path, url: str, database: str, size: str) -> Bench:
    config = Config(
        mode="test",
        database_url=url,
        secret_key="the secret of the measurements, long enough for all",
        base_url="http://127.0.0.1",
        instance_path=folder,
        mail_url=f"file:{folder / 'mail'}",
        mail_from="sekretariat@jpk.example",
    )
    return Bench(create_app(config), config, folder, database, size)


def _install(bench: Bench, size: str = "") -> None:
    with bench.app.app_context():
        upgrade()
        db.session.remove()
        if size:
            fill(size)
            db.session.remove()


@contextmanager
def served(bench: Bench) -> Iterator[Served]:
    """Serve the house with the threads of one process."""
    with process(["-m", "bench.serving", "house"], environment_of(bench)) as server:
        yield server


def environment_of(bench: Bench) -> dict[str, str]:
    """The settings of a house, for a process of its own."""
    return {
        **os.environ,
        "MITRA_MODE": "test",
        "DATABASE_URL": bench.config.database_url,
        "SECRET_KEY": bench.config.secret_key,
        "BASE_URL": bench.config.base_url,
        "MITRA_INSTANCE_PATH": str(bench.folder),
        "MAIL_URL": "",
    }


@contextmanager
def process(words: list[str], environment: dict[str, str] | None = None) -> Iterator[Served]:
    """Run a server of ours that listens on the port it is given; end it afterwards."""
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, *words, str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        await_port(port)
        yield Served(port, child.pid)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(PATIENCE_S)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int) -> None:
    """Return when somebody listens."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError(f"Nothing answers on port {port}.")


class Asker:
    """One client that keeps its connection and its cookies."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self.connection.connect()
        self.cookies = dict(cookies or {})
        self._status = 0

    def get(self, path: str) -> float:
        """Milliseconds until the whole page is here."""
        return self._asked("GET", path)[0]

    def read(self, path: str) -> str:
        """The page itself."""
        return self._asked("GET", path)[1].decode()

    def post(self, path: str, form: str) -> float:
        """Milliseconds until a form is answered."""
        return self._asked("POST", path, form)[0]

    def status(self, path: str, form: str | None = None) -> int:
        """What a page answers, whatever it is; a connection that broke is opened again."""
        try:
            self._asked("POST" if form else "GET", path, form)
        except RuntimeError as refused:
            return int(str(refused).rstrip(".").rpartition(" ")[2])
        return self._status

    def _asked(self, method: str, path: str, form: str | None = None) -> tuple[float, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        began = time.perf_counter()
        self.connection.request(method, path, form, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        self._status = answer.status
        if answer.status not in {200, 302, 303}:
            raise RuntimeError(f"{method} {path} answered {answer.status}.")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return took, body
