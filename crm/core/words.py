"""Words in the reader's language, from our catalogues: one PO file per room."""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar, cast

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import g
from flask_babel import get_locale
from flask_babel.speaklater import LazyString

CATALOGUES = Path(__file__).parents[1] / "translations"
Said = TypeVar("Said", bound=str)
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


@cache
def catalogue(language: str) -> Translations:
    """All rooms' words in one language. English is the language of the source."""
    whole = Catalog(locale=language)
    whole.mime_headers = [("Plural-Forms", PLURALS[language])]
    for file in sorted((CATALOGUES / language).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id and message.string:
                    whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return Translations(compiled)


def language_spoken() -> str:
    """The language in use, if any: asked hundreds of times a page, so looked up by the way."""
    try:
        kept = g._get_current_object()  # noqa: SLF001  (half the steps of asking the proxy)
        known = kept._flask_babel.babel_locale  # noqa: SLF001  (where Flask-Babel keeps it)
    except (AttributeError, RuntimeError):
        known = None
    locale = known or get_locale()
    return str(locale.language) if locale else ""


@lru_cache(maxsize=8192)
def sentence(language: str, said: str) -> str:
    """A sentence of the catalogue as it stands there."""
    return str(catalogue(language or "en").gettext(said))


def gettext(said: str, **names: Any) -> str:
    """A sentence in the reader's language, its names filled in."""
    told = sentence(language_spoken(), said)
    return ended_once(told % names) if names else told


def ngettext(one: str, more: str, num: int, **names: Any) -> str:
    """A sentence about a number of things, in the form that the language has for that number."""
    told = catalogue(language_spoken() or "en").ngettext(one, more, num)
    return ended_once(str(told % {"num": num, **names}))


def ended_once(said: Said) -> Said:
    """The same sentence, ended by one full stop where its last name brought one (Galih, S.Hum.)."""
    if ".." not in said or "..." in said:
        return said
    return cast("Said", said.replace("..", "."))


def lazy_gettext(said: str, **names: Any) -> LazyString:
    """A sentence that is looked up where it is read: for words beside code, before any reader."""
    return LazyString(gettext, said, **names)
