"""What every test may ask for: a house on either engine, browsers, and the cast of the domain."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from bench.postgres import ThrowawayServer, is_available
from crm.accounts import session
from crm.accounts.models import User
from crm.core.db import db
from crm.core.transactions import commit
from tests.engines import ENGINES, engines_of, told_by_engine
from tests.houses import House, postgresql_house, sqlite_house

SignIn = Callable[[User], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]

settings.register_profile("the same every time", derandomize=True)
if "CI" in os.environ:
    # What lands is judged by the change it brings; whoever runs the tests by hand also explores.
    settings.load_profile("the same every time")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine", choices=["both", *ENGINES], default="", help="stand every test on this database"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "house" in metafunc.fixturenames:
        asked = metafunc.config.getoption("engine")
        metafunc.parametrize("house", engines_of(metafunc.definition, asked), indirect=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed = terminalreporter.getreports("passed")
    if passed:
        terminalreporter.write_line(told_by_engine([report.nodeid for report in passed]))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: the workers then end together, whatever chance shuffled."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def seldom_collected() -> None:
    """Leave what the start has made alone, and look for garbage less often than Python would."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def house_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> House:
    return sqlite_house(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def house_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    if not is_available():
        pytest.skip("PostgreSQL: not run, no server on this machine")
    with ThrowawayServer() as server:
        yield postgresql_house(tmp_path_factory.mktemp("postgresql"), server)


@pytest.fixture
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    found: House = request.getfixturevalue(f"house_on_{request.param}")
    found.clean()
    yield found
    found.clean()


@pytest.fixture
def app(house: House) -> Iterator[Flask]:
    with house.app.app_context():
        yield house.app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    def browser_of(user: User) -> FlaskClient:
        secret = session.sign_in(user)
        commit()
        browser = app.test_client()
        browser.set_cookie(session.cookie_name(), secret)
        return browser

    return browser_of


@pytest.fixture
def count_queries(app: Flask) -> CountQueries:
    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="session")
def shipped_data() -> Path:
    return Path(__file__).parents[1] / "crm" / "places" / "data"
