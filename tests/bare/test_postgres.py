"""The throwaway server on which the tests and the measurements meet PostgreSQL."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from bench.postgres import ThrowawayServer, is_available
from crm.bare.commands import ROOT

pytestmark = pytest.mark.skipif(not is_available(), reason="not run: PostgreSQL is not here")

ABANDONED = """
import os, signal
from bench.postgres import ThrowawayServer
server = ThrowawayServer()
server.start()
print(server.folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[ThrowawayServer]:
    with ThrowawayServer() as started:
        yield started


def tell(server: ThrowawayServer, statement: str, database: str = "postgres") -> None:
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        connection.execute(statement.encode())


def answer(server: ThrowawayServer, question: str, database: str = "postgres") -> object:
    with psycopg.connect(server.url(database), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_sqlalchemy_reaches_it_by_its_url(server: ThrowawayServer) -> None:
    engine = create_engine(server.url("postgres"))

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT lower('ÄŁ')")) == "äł"
    engine.dispose()


def test_nobody_reaches_it_over_the_network(server: ThrowawayServer) -> None:
    assert answer(server, "SHOW listen_addresses") == ""
    assert server.folder.stat().st_mode & 0o077 == 0


def test_a_copy_of_a_database_holds_what_its_template_held(server: ThrowawayServer) -> None:
    server.create_database("original")
    tell(server, "CREATE TABLE kept AS SELECT 42 AS number", "original")

    server.create_database("copy", template="original")

    assert answer(server, "SELECT number FROM kept", "copy") == 42


def test_a_database_is_dropped_under_whoever_is_connected(server: ThrowawayServer) -> None:
    server.create_database("busy")
    connection = psycopg.connect(server.url("busy"))

    server.drop_database("busy")
    server.drop_database("busy")

    assert answer(server, "SELECT count(*) FROM pg_database WHERE datname = 'busy'") == 0
    connection.close()


def test_what_was_committed_survives_a_crash_of_the_server() -> None:
    with ThrowawayServer(durable=True) as server:
        assert answer(server, "SHOW fsync") == "on"
        tell(server, "CREATE TABLE kept AS SELECT 7 AS number")

        server.halt(at_once=True)
        server.start()

        assert answer(server, "SELECT number FROM kept") == 7


def test_it_leaves_nothing_behind() -> None:
    with ThrowawayServer() as server:
        folder = server.folder

    assert not folder.exists()


def test_what_a_killed_run_left_is_swept_by_the_next() -> None:
    killed = subprocess.run(
        [sys.executable, "-c", ABANDONED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    left = Path(killed.stdout.strip())
    assert left.name.startswith("mitra-postgres-")

    with ThrowawayServer():
        assert not left.exists()
