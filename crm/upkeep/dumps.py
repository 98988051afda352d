"""One consistent copy of a database as a file, and back: SQLite and PostgreSQL (recipe D10)."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as lite
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from crm.bare.machine import postgresql_programs
from crm.core.db import db
from crm.core.errors import NotPossible

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = {SQLITE: "database.db", POSTGRESQL: "database.dump"}
BUSY_S = 30
BARE = {"PATH": os.defpath, "LANG": "C.UTF-8"}
CLEARED = """
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
  LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
  CREATE SCHEMA public;
END $$;
"""

Counts = dict[str, int]


def engine_name(database_url: str) -> str:
    """Which of the two a database address is for."""
    return SQLITE if database_url.startswith(SQLITE) else POSTGRESQL


def dump(database_url: str, folder: Path) -> tuple[Path, Counts]:
    """Copy the database as it is at one moment, while others write; also the rows of each table.

    Raises NotPossible where a program is missing or refuses.
    """
    file = folder / NAMES[engine_name(database_url)]
    if engine_name(database_url) == SQLITE:
        with closing(lite.connect(_place(database_url), timeout=BUSY_S)) as source:
            source.execute("VACUUM INTO ?", (str(file),))
        return file, counted(f"sqlite:///{file}")
    engine = sa.create_engine(database_url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as connection:
            moment = connection.scalar(sa.text("SELECT pg_export_snapshot()"))
            words = ("-Fc", "--no-owner", "--no-privileges", f"--snapshot={moment}", "-f", file)
            _run("pg_dump", *words, address=make_url(database_url))
            return file, _counts(connection)
    finally:
        engine.dispose()


def load(file: Path, database_url: str) -> None:
    """Put a copy in the place of whatever the database holds: all of it or nothing."""
    if engine_name(database_url) == SQLITE:
        with (
            closing(lite.connect(file)) as source,
            closing(lite.connect(_place(database_url), timeout=BUSY_S)) as target,
        ):
            source.backup(target)
        return
    script = file.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", "-f", script, file)
    whole = file.with_suffix(".whole.sql")
    with whole.open("wb") as target, script.open("rb") as source:
        target.write(CLEARED.encode())
        shutil.copyfileobj(source, target)
    words = ("-q", "-X", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f", whole)
    _run("psql", *words, address=make_url(database_url))


def counted(database_url: str) -> Counts:
    """The rows of each table."""
    options = {"module": lite} if engine_name(database_url) == SQLITE else {}
    engine = sa.create_engine(database_url, **options)
    try:
        with engine.connect() as connection:
            return _counts(connection)
    finally:
        engine.dispose()


def faults_of_pages(database_url: str) -> list[str]:
    """What SQLite finds wrong with its pages and references; PostgreSQL checks as it loads."""
    if engine_name(database_url) != SQLITE:
        return []
    try:
        return list(_faults_of(_place(database_url)))
    except lite.DatabaseError as error:
        return [str(error)]


def _faults_of(file: str) -> Iterator[str]:
    with closing(lite.connect(file, timeout=BUSY_S)) as connection:
        told = [row[0] for row in connection.execute("PRAGMA quick_check(5)")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(5)
    yield from (line for line in told if line != "ok")
    for table, row, parent, _rule in orphans:
        yield f"{table} row {row} points to nothing in {parent}"


@contextmanager
def scratch(database_url: str, name: str, folder: Path) -> Iterator[str]:
    """An empty database beside the real one for as long as the block lasts."""
    if engine_name(database_url) == SQLITE:
        yield f"sqlite:///{folder / name}.db"
        return
    engine = sa.create_engine(database_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            try:
                connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
            except sa.exc.ProgrammingError as error:
                raise NotPossible(
                    "The drill needs an empty database beside the real one, and this account may "
                    f"not make it: ALTER ROLE {engine.url.username} CREATEDB."
                ) from error
            try:
                address = engine.url.set(database=name)
                yield address.render_as_string(hide_password=False)
            finally:
                connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        engine.dispose()


def _counts(connection: sa.Connection) -> Counts:
    present = set(sa.inspect(connection).get_table_names())
    tables = [table for table in db.metadata.sorted_tables if table.name in present]
    counts = {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in tables
    }
    return dict(sorted(counts.items()))


def _place(database_url: str) -> str:
    return f"{make_url(database_url).database}"


def _run(program: str, *words: object, address: URL | None = None) -> None:
    ran = subprocess.run(  # noqa: S603 (a program of PostgreSQL's with words of ours)
        [_program(program), *map(str, words)],
        env={**BARE, **_environment(address)},
        capture_output=True,
        check=False,
        text=True,
    )
    if ran.returncode:
        raise NotPossible(f"{program} refused: {(ran.stderr.strip().splitlines() or ['?'])[-1]}")


def _program(name: str) -> str:
    folder = postgresql_programs()
    found = str(folder / name) if folder and (folder / name).exists() else shutil.which(name)
    if not found:
        raise NotPossible(f"{name} is not on this machine: install Debian's postgresql-client.")
    return found


def _environment(address: URL | None) -> Mapping[str, str]:
    """The address in the words of PostgreSQL's programs: a password among the words is readable."""
    if address is None:
        return {}
    host = address.host or address.query.get("host") or ""
    told = {
        "PGHOST": str(host),
        "PGPORT": str(address.port or ""),
        "PGUSER": address.username or "",
        "PGPASSWORD": str(address.password or ""),
        "PGDATABASE": address.database or "",
        "PGOPTIONS": "",
    }
    return {name: value for name, value in told.items() if value}
