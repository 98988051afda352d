"""Filters in the address of a list: names from a fixed set, values from a fixed set."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from crm.core.errors import NotUnderstood

Kind = TypeVar("Kind", bound=StrEnum)
PLACES = frozenset({"after", "before"})
LONGEST = 200


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
    kept = {name: value for name, value in request.args.items() if name not in PLACES}
    asked_for = {name: value for name, value in {**kept, **changes}.items() if value}
    return url_for(request.endpoint or "", **(request.view_args or {}), **asked_for)  # type: ignore[arg-type]
