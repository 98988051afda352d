"""One application for each database engine, and a fresh copy of the installed database per test."""

import contextvars
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from werkzeug.test import TestResponse

from bench.postgres import ThrowawayServer
from config import Config
from crm.app import create_app
from crm.core.db import db
from crm.core.transactions import commit
from tests.rewinding import put_back, remember_installation

COMPILED = Path(__file__).parents[1] / "test-results" / "templates"
COPIED_EACH = 100
"""What is deleted stays in PostgreSQL's files: so often they are copied anew."""
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


class Browser(FlaskClient):
    """A client whose requests stand alone, as if each came to another process."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Commit what the test has prepared, then ask in a context of its own."""
        if has_app_context():
            commit()
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return answer


class House:
    """An application on one engine, whose database can be put back to just installed."""

    def __init__(self, app: Flask, renew: Callable[[], None]) -> None:
        self.app = app
        self._renew = renew
        self.dirty = False
        app.test_client_class = Browser
        with app.app_context():
            for engine in db.engines.values():
                event.listen(engine, "commit", self._soil)
                event.listen(engine, "before_cursor_execute", self._count_on)

    def _soil(self, connection: Any) -> None:
        self.dirty = self.dirty or not connection.get_execution_options().get("mitra_ro")

    def _count_on(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """A row that is taken back has used up its number all the same (PostgreSQL, sequences)."""
        self.dirty = self.dirty or statement.startswith("INSERT") or "nextval" in statement

    def clean(self) -> None:
        """Give the next test the database as the installation leaves it."""
        if self.dirty:
            with self.app.app_context():
                db.session.remove()
            self._renew()
        self.dirty = False


def settings_of_a_test(folder: Path, database_url: str) -> Config:
    """The settings of a test: http, a mail folder of its own, no sleeping secrets."""
    return Config(
        mode="test",
        database_url=database_url,
        secret_key="the secret of the tests, long enough for every purpose",
        base_url="http://localhost",
        instance_path=folder,
        mail_url=f"file:{folder / 'mail'}",
        mail_from="sekretariat@jpk.example",
        test_data=os.environ.get("MITRA_TEST_DATA", ""),
    )


def open_house(folder: Path, database_url: str, renew: Callable[[], None]) -> House:
    """Install the database once and open the application over it."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(settings_of_a_test(folder, database_url))
    COMPILED.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return House(app, renew)


def sqlite_house(folder: Path) -> House:
    """A house on the embedded database."""
    file, template = folder / "test.db", folder / "template.db"

    def renew() -> None:
        with house.app.app_context():
            db.engine.dispose()
        for leftover in folder.glob("test.db*"):
            leftover.unlink()
        shutil.copyfile(template, file)

    house = open_house(folder, f"sqlite:///{file}", renew)
    with house.app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with house.app.app_context():
        db.engine.dispose()
    shutil.copyfile(file, template)
    return house


def postgresql_house(folder: Path, server: ThrowawayServer) -> House:
    """A house on PostgreSQL."""
    name, template = f"test_{WORKER}", f"template_{WORKER}"
    server.create_database(name)
    times = itertools.count(1)

    def renew() -> None:
        with house.app.app_context():
            if next(times) % COPIED_EACH and put_back(db.engine):
                return
            db.engine.dispose()
        server.drop_database(name)
        server.create_database(name, template)

    house = open_house(folder, server.url(name), renew)
    with house.app.app_context():
        remember_installation(db.engine)
        db.engine.dispose()
    server.create_database(template, name)
    return house
