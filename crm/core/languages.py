"""The two languages of the house: which one a reader wants."""

from collections.abc import Iterator
from contextlib import contextmanager

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, refresh
from flask_babel import Domain as BabelDomain

from crm.core.access import visitor_or_none
from crm.core.words import catalogue, language_spoken

LANGUAGES = ("id", "en")
COOKIE = "language"


class Domain(BabelDomain):  # type: ignore[misc]
    """Flask-Babel's translations, read from one PO file per room."""

    def get_translations(self) -> NullTranslations:
        """The words of the reader's language."""
        return catalogue(language_spoken() or "en")


DOMAIN = Domain()


class HouseBabel(Babel):  # type: ignore[misc]
    """Flask-Babel with our catalogues."""

    domain_instance = DOMAIN


def reader_language() -> str | None:
    """The language of who reads: chosen on the page, then the account's, then the browser's."""
    if "language" in g:
        return str(g.language)
    if not has_request_context():
        return None
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    visitor = visitor_or_none()
    if visitor is not None and visitor.language in LANGUAGES:
        return visitor.language
    return request.accept_languages.best_match(LANGUAGES)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak one language until the end of the block: letters are written in the reader's own."""
    with force_locale(language if language in LANGUAGES else LANGUAGES[0]):
        yield


def speak_by_default(language: str) -> None:
    """Speak a language for the rest of the request, unless the reader has chosen one."""
    if request.cookies.get(COOKIE) not in LANGUAGES:
        g.language = language
        refresh()


def in_reader_language(names: dict[str, str]) -> str:
    """Choose from words kept in both languages by `id` and `en`."""
    locale = get_locale()
    return names.get(locale.language if locale else "id") or next(iter(names.values()), "")


def register_languages(app: Flask) -> None:
    """Let every page and letter speak the reader's language."""
    HouseBabel(app, locale_selector=reader_language)
    words = app.jinja_env
    words.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda said: DOMAIN.get_translations().gettext(said),
        ngettext=lambda one, more, number: DOMAIN.get_translations().ngettext(one, more, number),
        newstyle=True,
        pgettext=lambda context, said: DOMAIN.get_translations().pgettext(context, said),
        npgettext=lambda context, one, more, number: DOMAIN.get_translations().npgettext(
            context, one, more, number
        ),
    )
