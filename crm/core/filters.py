"""Filters in the address of a list: names from a fixed set, values from a fixed set."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, quote_plus

from flask import request
from werkzeug.datastructures import MultiDict

from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _

Kind = TypeVar("Kind", bound=StrEnum)
PLACES = frozenset({"after", "before"})
LONGEST = 200
UNQUOTED = "!$'()*,/:;?@"
"""What an address may hold as it is, as routes write theirs."""


def asked(arguments: "MultiDict[str, str]", names: Iterable[str]) -> dict[str, str]:
    """What the address asks for; a name that this reader's list does not know is refused.

    A hidden field and an invented one get the same answer (reliability A4).
    """
    known = frozenset(names)
    if not arguments.keys() <= known | PLACES:
        raise NotUnderstood(_("This list knows no such filter. Start at its beginning."))
    return {name: arguments[name].strip()[:LONGEST] for name in known if arguments.get(name)}


def member(kind: type[Kind], word: str | None) -> Kind | None:
    """The member of an enumeration that a filter names; one that it does not have is refused."""
    if not word:
        return None
    try:
        return kind(word)
    except ValueError as error:
        raise NotUnderstood(_("This list knows no such filter. Start at its beginning.")) from error


def address_with(**changes: str | None) -> str:
    """The present list's address with filters changed or (None) taken away, from its first page."""
    return addresses_with([changes])[0]


def addresses_with(changes: Iterable[Mapping[str, str | None]]) -> list[str]:
    """The present list's address, once for every change of its filters.

    A list offers dozens of choices: the path is known, so nobody looks for it among the routes.
    """
    here = quote(request.script_root + request.path, safe=UNQUOTED)
    kept = {name: word for name, word in request.args.items() if name not in PLACES}
    return [_address(here, {**kept, **change}) for change in changes]


def _address(path: str, wanted: Mapping[str, str | None]) -> str:
    words = "&".join([f"{_quoted(name)}={_quoted(word)}" for name, word in wanted.items() if word])
    return f"{path}?{words}" if words else path


@lru_cache(maxsize=4096)
def _quoted(word: str) -> str:
    """A name or value as an address writes it; the same few are asked for on every list."""
    return quote_plus(word, safe=UNQUOTED)
