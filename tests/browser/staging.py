"""The example network, open to a browser; and the photographer who goes through its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser

from crm.accounts.models import User
from crm.accounts.session import sign_in
from crm.core.db import db
from crm.core.transactions import commit
from crm.permissions import Role
from tests.browser.cast import Cast
from tests.browser.chapters import fill
from tests.browser.looks import Look
from tests.browser.reading import Reader
from tests.browser.scenes import Scene, address_of
from tests.browser.serving import LiveHouse
from tests.houses import sqlite_house

TURN = "theme => { document.documentElement.dataset.bsTheme = theme }"
"""What `static/js/theme.js` does to the page."""


@dataclass
class Stage:
    """Two houses: one with the example network, one as it stands right after installation."""

    filled: LiveHouse
    new: LiveHouse
    cast: Cast
    secrets: dict[Role, str]

    def house_of(self, scene: Scene) -> LiveHouse:
        """The house in which a scene plays."""
        return self.new if scene.in_new_house else self.filled

    def address_of(self, scene: Scene) -> str:
        """The full address of a scene."""
        live = self.house_of(scene)
        with live.app.app_context():
            found = live.address + address_of(live.app, scene, self.cast)
            db.session.rollback()
            return found


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Install, fill and open the example network for as long as the block lasts."""
    filled, new = (LiveHouse(_installed(folder / name)) for name in ("filled", "new"))
    try:
        with filled.addressed(), new.addressed():
            with filled.app.app_context():
                cast = fill()
                secrets = {role: _signed_in(cast.user(role)) for role in Role}
            yield Stage(filled, new, cast, secrets)
    finally:
        filled.close()
        new.close()


def _installed(folder: Path) -> Flask:
    return sqlite_house(folder).app


def _signed_in(user: User) -> str:
    secret = sign_in(user, browser="Chromium")
    commit()
    return secret


class Photographer:
    """Goes through the pages of a stage with one browser window for each look."""

    def __init__(self, stage: Stage, browser: Browser, folder: Path) -> None:
        self.stage = stage
        self.browser = browser
        self.folder = folder
        self._readers: dict[tuple[Look, LiveHouse], Reader] = {}

    def opened(self, scene: Scene, look: Look) -> Reader:
        """Open the page of a scene; the reader's guard has what it did."""
        reader = self._reader(look, scene)
        reader.carry(self.stage.secrets[Role(scene.by)] if scene.by else "")
        reader.watch.taken()
        reader.watch.allowed = {scene.status} - {200}
        if scene.before:
            scene.before(reader.page, self.stage.cast)
        else:
            reader.open(self.stage.address_of(scene), answers=scene.status)
        reader.page.evaluate("document.fonts.ready")
        return reader

    def examine(self, scene: Scene, look: Look) -> list[str]:
        """Say everything that is wrong with the page, with a picture if anything is."""
        reader = self.opened(scene, look)
        reader.watch.inspect(look.screen.width, touch=look.screen.touch)
        reader.watch.try_ways(self.stage.house_of(scene).leads)
        reader.watch.ask_axe()
        found = [f"{look} {complaint}" for complaint in reader.watch.taken()]
        if found:
            self._photograph(scene, look)
        return found

    def examine_on_two_screens(self, scene: Scene, look: Look) -> list[str]:
        """Examine the page, and then see whether it fits a screen of another width."""
        found = self.examine(scene, look)
        reader, other = self._reader(look, scene), look.other_screen
        reader.turn_to(other)
        reader.watch.inspect(other.width, touch=False)
        reader.turn_to(look.screen)
        return found + [f"at {other.width} px {complaint}" for complaint in reader.watch.taken()]

    def photograph_by_day_and_night(self, scene: Scene, look: Look) -> list[str]:
        """Examine the page, take its picture, and both again after a press on the moon."""
        found = self.examine(scene, look)
        self._photograph(scene, look)
        reader, turned = self._reader(look, scene), look.in_the_other_theme
        reader.page.evaluate(TURN, turned.theme)
        self._photograph(scene, look, turned)
        reader.watch.ask_axe(colours_only=True)
        return found + [f"{turned} {complaint}" for complaint in reader.watch.taken()]

    def leave(self) -> None:
        """Close every window."""
        for reader in self._readers.values():
            reader.context.close()

    def _photograph(self, scene: Scene, look: Look, turned: Look | None = None) -> None:
        file = self.folder / f"{scene.name}-{turned or look}.png"
        self._reader(look, scene).photographed(file)

    def _reader(self, look: Look, scene: Scene) -> Reader:
        house = self.stage.house_of(scene)
        if (look, house) not in self._readers:
            self._readers[look, house] = Reader(self.browser, house.address, look)
        return self._readers[look, house]
