"""Browsers for the tests: one Chromium for each worker, one context for each reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from crm.accounts import session
from crm.accounts.models import User
from crm.core.transactions import commit
from tests.browser import chrome
from tests.browser.looks import PHONE, SCREENS, Look
from tests.browser.postbox import Postbox, mail_server
from tests.browser.reading import PATIENCE_MS, Reader
from tests.browser.serving import LiveHouse
from tests.browser.staging import Stage, staged
from tests.houses import House

FOLDER = "tests/browser/"
LANGUAGE_ON = {"sqlite": "id", "postgresql": "en"}

Serve = Callable[[Flask], LiveHouse]
NewReader = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(FOLDER):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not chrome.is_here():
        pytest.skip("Chromium: not run, none on this machine")
    expect.set_options(timeout=PATIENCE_MS)
    with chrome.started() as browser:
        yield browser


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    opened: dict[Flask, LiveHouse] = {}

    def live_house(app: Flask) -> LiveHouse:
        return opened.setdefault(app, LiveHouse(app)) if app not in opened else opened[app]

    yield live_house
    for live in opened.values():
        live.close()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The example network, for whoever only reads."""
    with staged(tmp_path_factory.mktemp("stage")) as found:
        yield found


@pytest.fixture
def live(house: House, app: Flask, serve: Serve) -> Iterator[LiveHouse]:
    found = serve(app)
    found.troubles.clear()
    with found.addressed():
        yield found
        found.come_to_rest()
    assert not found.troubles, "\n".join(found.troubles)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    """Indonesian on SQLite, English on PostgreSQL: every story is told in both."""
    return LANGUAGE_ON[request.node.callspec.params["house"]]


@pytest.fixture
def signed_in_page(chromium: Browser, live: LiveHouse, language: str) -> Iterator[NewReader]:
    """A browser for a user, or for nobody: `signed_in_page(user, size="phone", theme="dark")`."""
    readers: list[Reader] = []

    def browser_of(
        user: User | None = None,
        *,
        size: str = "desktop",
        theme: str = "light",
        speaks: str = language,
        scripts: bool = True,
    ) -> Reader:
        secret = session.sign_in(user) if user else ""
        commit()
        look = Look(SCREENS[size], theme, speaks)
        readers.append(Reader(chromium, live.address, look, secret, scripts=scripts))
        return readers[-1]

    yield browser_of
    commit()
    complaints = [complaint for reader in readers for complaint in reader.leave()]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def postbox(live: LiveHouse) -> Postbox:
    return Postbox()


@pytest.fixture
def mailed(live: LiveHouse, tmp_path: Path) -> Iterator[Postbox]:
    """The same, with a real mail server between the house and its readers."""
    with mail_server(tmp_path / "mail") as address, live.mailing(address):
        yield Postbox(tmp_path / "mail")


@pytest.fixture
def desk_browser(signed_in_page: NewReader) -> Reader:
    return signed_in_page()


@pytest.fixture
def phone(signed_in_page: NewReader) -> Reader:
    return signed_in_page(size=PHONE.name)
