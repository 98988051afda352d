"""A PostgreSQL server of our own for tests and measurements: made in a second, gone afterwards."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from crm.bare.machine import postgresql_programs

PREFIX = "mitra-postgres-"
MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2 * 1024**3
PATIENCE_S = 30.0
FILE_COPY_SINCE = 150000
SETTINGS = {"listen_addresses": "", "max_connections": "200", "timezone": "UTC"}
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "1h",
    "max_wal_size": "1GB",
}


class ServerFailed(RuntimeError):
    """PostgreSQL did not start; the message ends with what it said."""


def is_available() -> bool:
    """Whether this machine has a PostgreSQL that this user can start."""
    return postgresql_programs() is not None and (os.geteuid() != 0 or _stand_in() is not None)


class ThrowawayServer:
    """One server in a folder of its own, reached by a socket in that folder and by nothing else.

    It forgets on a power cut, for speed, unless it is `durable`: measurements want that. It ends
    with the thread that started it, so start it in the main one.
    """

    def __init__(self, *, durable: bool = False, settings: dict[str, str] | None = None) -> None:
        self.durable = durable
        self.settings = SETTINGS | ({} if durable else CARELESS) | (settings or {})
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def folder(self) -> Path:
        """Where its data, its log and its socket lie."""
        if self._folder is None:
            raise ServerFailed("This server was never started, or is gone.")
        return self._folder

    def start(self) -> None:
        """Make the server if it is new, and return when it answers."""
        if self._folder is None:
            self._folder = _new_folder(durable=self.durable)
            atexit.register(self._stop_at_exit, os.getpid())
            self._make()
        self._process = self._launch("postgres", "-k", self.folder, *self._options())
        self._await_answer(self._process)

    def halt(self, *, at_once: bool = False) -> None:
        """Shut down and keep the data; `at_once` is a crash, from which `start` recovers."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait(PATIENCE_S)
        self._process = None

    def stop(self) -> None:
        """Shut down and leave nothing behind."""
        self.halt(at_once=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None

    def url(self, database: str = "postgres") -> str:
        """The address of a database, for SQLAlchemy as for psycopg and psql."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder))}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of another, to which nobody may be connected."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} {}")
        with self._administration() as connection:
            copied = "STRATEGY file_copy" if self._copies_files(connection) else ""
            names = (sql.Identifier(name), sql.Identifier(template or "template1"))
            connection.execute(statement.format(*names, sql.SQL(copied)))

    def drop_database(self, name: str) -> None:
        """Remove a database and whoever is still connected to it; one that is gone is fine."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self._administration() as connection:
            connection.execute(statement.format(sql.Identifier(name)))

    def _administration(self) -> psycopg.Connection:
        return psycopg.connect(self.url(), autocommit=True)

    def _copies_files(self, connection: psycopg.Connection) -> bool:
        return not self.durable and connection.info.server_version >= FILE_COPY_SINCE

    def _make(self) -> None:
        words = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8")
        if self._launch("initdb", "--no-sync", *words).wait(PATIENCE_S):
            raise ServerFailed(f"initdb failed:\n{self._log()}")

    def _options(self) -> list[str]:
        return [f"--{name}={value}" for name, value in self.settings.items()]

    def _launch(self, program: str, *words: object) -> subprocess.Popen[bytes]:
        path = Path(str(postgresql_programs())) / program
        command = [*_ending_with_us(), path, "-D", self.folder / "data", *words]
        stand_in = _stand_in()
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(word) for word in command],
                user=stand_in and stand_in.pw_uid,
                group=stand_in and stand_in.pw_gid,
                extra_groups=[] if stand_in else None,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerFailed(f"PostgreSQL did not start:\n{self._log()}")
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            self._administration().close()
        except psycopg.OperationalError:
            return False
        return True

    def _log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def _stop_at_exit(self, owner: int) -> None:
        if os.getpid() == owner:
            self.stop()


def _new_folder(*, durable: bool) -> Path:
    parent = Path(tempfile.gettempdir()) if durable else _quickest_folder()
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
    if stand_in := _stand_in():
        os.chown(folder, stand_in.pw_uid, stand_in.pw_gid)
    return folder


def _quickest_folder() -> Path:
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_NEEDED:
        return MEMORY
    return Path(tempfile.gettempdir())


def _sweep(parent: Path) -> None:
    """Remove what servers left whose starter was killed: in memory it would stay for good."""
    for folder in parent.glob(f"{PREFIX}*-*"):
        starter = folder.name.removeprefix(PREFIX).split("-")[0]
        if starter.isdecimal() and not _is_alive(int(starter)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stand_in() -> pwd.struct_passwd | None:
    """Who runs the server for root, to whom PostgreSQL refuses its service."""
    if os.geteuid() != 0:
        return None
    return next((user for user in pwd.getpwall() if user.pw_name == "postgres"), None)


def _ending_with_us() -> tuple[str, ...]:
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "INT") if setpriv else ()
