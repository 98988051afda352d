"""Someone in front of a browser: what a story says that people do, in the words of the page."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from flask import has_app_context
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from crm.core.db import db
from crm.core.transactions import commit
from crm.core.words import catalogue
from tests.browser.looks import Look, Screen
from tests.browser.watching import Watch

PICTURED = "MITRA_TEST_PICTURES" in os.environ
"""Whether stories leave pictures: drawing them takes as long as telling the story."""
PICTURES = Path(__file__).parents[2] / "test-results" / "pictures"
PATIENCE_MS = 20_000
PRINTING_MS = 60_000


class Reader:
    """One person with one browser. Words are given in English and said in the reader's language.

    Every act first lets go of the test's own transaction, so that the house can write.
    """

    def __init__(
        self, browser: Browser, address: str, look: Look, secret: str = "", *, scripts: bool = True
    ) -> None:
        self.address = address
        self.look = look
        self.scripts = scripts
        self.context: BrowserContext = browser.new_context(
            base_url=address, java_script_enabled=scripts, **look.as_context()
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_cookies(look.cookies(address))  # type: ignore[arg-type]
        if secret:
            self.carry(secret)
        self.page: Page = self.context.new_page()
        self.watch = Watch(self.page, address)

    def carry(self, secret: str) -> None:
        """Be signed in by a session of this secret, or by none."""
        self.context.clear_cookies(name="mitra")
        if secret:
            self.context.add_cookies([{"name": "mitra", "value": secret, "url": self.address}])

    def said(self, words: str, **values: object) -> str:
        """English words of the house as this reader reads them."""
        told = catalogue(self.look.language).gettext(words)
        return told % values if values else told

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """Words of the house about a number of things as this reader reads them."""
        told: str = catalogue(self.look.language).ngettext(one, many, number)
        return told % {"num": number, **values}

    def either(self, indonesian: str, english: str) -> str:
        """Words that come from the story and not from the house: dates, figures, names."""
        return {"id": indonesian, "en": english}[self.look.language]

    def open(self, address: str, *, answers: int = 200) -> None:
        """Type an address, or click it in a letter."""
        self._let_go()
        self.watch.allowed |= {answers} - {200}
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == answers, f"{address} answers {answer.status}"

    def write(self, label: str, text: str) -> None:
        """Type into the field with this label, in place of what stands there."""
        self.field(label).fill(text)

    def choose(self, label: str, choice: str) -> None:
        """Take one of the choices of a list."""
        self.field(label).select_option(label=self.said(choice))

    def tick(self, label: str) -> None:
        """Tick a box, or one of several circles."""
        self.field(label).check()

    def untick(self, label: str) -> None:
        """Take the tick off a box."""
        self.field(label).uncheck()

    def open_fold(self, name: str) -> None:
        """Open what is folded away under these words."""
        self.page.locator("summary").filter(has_text=self.said(name)).first.click()

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Drop a file of this name on the field with this label."""
        dropped = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.field(label).set_input_files(dropped)  # type: ignore[arg-type]

    def fetch(self, name: str) -> tuple[str, bytes]:
        """Click a link to a file; give the name under which the browser keeps it, and what is in it."""
        self._let_go()
        with self.page.expect_download() as waited:
            self.link(name).click()
        return waited.value.suggested_filename, waited.value.path().read_bytes()

    def paper(self, name: str) -> bytes:
        """The PDF behind a link, asked for with the reader's own session."""
        address = self.link(name).get_attribute("href")
        answer = self.context.request.get(address or "", timeout=PRINTING_MS)
        assert answer.ok, f"{address} answers {answer.status}"
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def press(self, name: str, *, refused: int = 0) -> None:
        """Press a button; `refused` is the status of a refusal that the story is about."""
        self._act(self.button(name), refused)

    def follow(self, name: str, *, refused: int = 0) -> None:
        """Click a link."""
        self._act(self.link(name), refused)

    def key(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._let_go()
        for key in keys:
            self.page.keyboard.press(key)

    def sees(self, words: str, **values: object) -> None:
        """Fail unless these words come into sight."""
        seen = self._words(words, **values).locator("visible=true").first
        expect(seen).to_be_visible(timeout=PATIENCE_MS)

    def misses(self, words: str, **values: object) -> None:
        """Fail while these words are in sight."""
        expect(self._words(words, **values).locator("visible=true")).to_have_count(0)

    def is_at(self, path: str) -> None:
        """Fail unless the reader arrives at this path."""
        expect(self.page).to_have_url(re.compile(re.escape(self.address + path) + r"(?:[?#].*)?$"))

    @property
    def path(self) -> str:
        """Where the reader is."""
        return urlsplit(self.page.url).path

    def field(self, label: str) -> Locator:
        """The field with this label."""
        found = self.page.get_by_label(self.said(label), exact=True)
        return found.or_(self.page.get_by_label(self._start(label))).locator("visible=true").first

    def chosen(self, label: str) -> str:
        """Which choice of a list is taken."""
        return self.field(label).locator("option:checked").inner_text()

    def button(self, name: str) -> Locator:
        """The button with this name."""
        return self._named("button", name)

    def link(self, name: str) -> Locator:
        """The link with this name."""
        return self._named("link", name)

    def pictured(self, name: str) -> None:
        """Let the guard and axe look at what is shown, and take a picture where one is wanted."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready")
        screen = self.look.screen
        self.watch.inspect(screen.width, touch=screen.touch)
        self.watch.ask_axe()
        self._keep(name)

    def shown(self, name: str) -> None:
        """The same of a page that axe examines elsewhere: only the guard looks at it again."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready")
        self.watch.inspect(self.look.screen.width, touch=self.look.screen.touch)
        self._keep(name)

    def _keep(self, name: str) -> None:
        if PICTURED:
            self.photographed(PICTURES / f"{name}-{self.look}.png")

    def photographed(self, file: Path) -> None:
        """Write the whole page as a PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file, full_page=True, animations="disabled")

    def turn_to(self, screen: Screen) -> None:
        """Make the window as wide as another screen."""
        self.page.set_viewport_size({"width": screen.width, "height": screen.height})

    def leave(self) -> list[str]:
        """Close the browser and say what the guard has found."""
        if self.page.url.startswith(self.address) and self.scripts:
            self.watch.inspect(self.look.screen.width, touch=False)
        self.context.close()
        return self.watch.taken()

    def _named(self, role: str, name: str) -> Locator:
        found = self.page.get_by_role(role, name=self.said(name), exact=True)  # type: ignore[arg-type]
        return found.locator("visible=true").first

    def _start(self, label: str) -> re.Pattern[str]:
        return re.compile(rf"^\s*{re.escape(self.said(label))}(?!\w)")

    def _words(self, words: str, **values: object) -> Locator:
        return self.page.get_by_text(self.said(words, **values))

    def _act(self, target: Locator, refused: int) -> None:
        self._let_go()
        self.watch.allowed |= {refused} if refused else set()
        target.click()

    def _let_go(self) -> None:
        if has_app_context():
            commit()
            db.session.expire_all()
