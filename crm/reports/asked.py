"""What the address of a report asks for: about which record, in which language."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from flask_babel import get_locale

from crm.core.errors import NotUnderstood
from crm.core.languages import LANGUAGES, spoken
from crm.core.words import gettext as _

LARGEST, MOST_CHOSEN = 2**31, 500


def record_asked_for() -> int | None:
    """The record's number in `of`, or none; refuses what is no number."""
    text = request.values.get("of")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or int(text) >= LARGEST:
        raise NotUnderstood(_("Name the record by its number."))
    return int(text)


def records_chosen() -> list[int]:
    """The records in `chosen`, such as rows that were ticked; words that are no ids are none."""
    words = ",".join(request.values.getlist("chosen")).split(",")[:MOST_CHOSEN]
    found = [int(one) for one in words if one.isascii() and one.isdecimal() and int(one) < LARGEST]
    return list(dict.fromkeys(found))


def language_asked_for() -> str:
    """The language in `lang`, of the address or the form; else the reader's own."""
    asked, locale = request.values.get("lang", ""), get_locale()
    own = locale.language if locale else LANGUAGES[0]
    return asked if asked in LANGUAGES else str(own)


@contextmanager
def in_language_asked_for() -> Iterator[None]:
    """Speak the language in `lang` until the end of the block, else the reader's own."""
    with spoken(language_asked_for()):
        yield
