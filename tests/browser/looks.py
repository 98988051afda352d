"""How a page can be seen: on which screen, light or dark, in which language."""

import zlib
from dataclasses import dataclass, replace
from itertools import product
from typing import Any


@dataclass(frozen=True)
class Screen:
    """A screen that people have before them."""

    name: str
    width: int
    height: int
    touch: bool = False


DESKTOP = Screen("desktop", 1440, 900)
TABLET = Screen("tablet", 768, 1024, touch=True)
PHONE = Screen("phone", 360, 740, touch=True)
SCREENS = {screen.name: screen for screen in (DESKTOP, TABLET, PHONE)}
LOCALES = {"id": "id-ID", "en": "en-GB"}


@dataclass(frozen=True)
class Look:
    """One way to see a page."""

    screen: Screen = DESKTOP
    theme: str = "light"
    language: str = "id"

    def __str__(self) -> str:
        return f"{self.screen.width}-{self.theme}-{self.language}"

    def as_context(self) -> dict[str, Any]:
        """The same in the words of the browser."""
        return {
            "viewport": {"width": self.screen.width, "height": self.screen.height},
            "has_touch": self.screen.touch,
            "is_mobile": self.screen.touch,
            "locale": LOCALES[self.language],
            "timezone_id": "Asia/Jakarta",
            "color_scheme": self.theme,
            "reduced_motion": "reduce",
        }

    @property
    def other_screen(self) -> Screen:
        """The screen to which the page must fit as well: a phone's for a desktop, and back."""
        return DESKTOP if self.screen is PHONE else PHONE

    @property
    def in_the_other_theme(self) -> "Look":
        """The same page after the reader has pressed the moon."""
        return replace(self, theme="light" if self.theme == "dark" else "dark")

    def cookies(self, address: str) -> list[dict[str, str]]:
        """What the house keeps in a browser that has chosen this language and theme."""
        return [
            {"name": "language", "value": self.language, "url": address},
            {"name": "theme", "value": self.theme, "url": address},
        ]


FOUR = (
    Look(DESKTOP, "light", "id"),
    Look(PHONE, "dark", "en"),
    Look(DESKTOP, "dark", "en"),
    Look(PHONE, "light", "id"),
)
SIX = tuple(
    Look(screen, "light", language) for screen, language in product(SCREENS.values(), LOCALES)
)


def look_at(page: str) -> Look:
    """How the tests see the page of this name: which of the four differs from page to page."""
    return FOUR[zlib.crc32(page.encode()) % len(FOUR)]
