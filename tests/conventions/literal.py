"""The words that stand in a template itself, in no catalogue."""

import re
from collections.abc import Iterator

from jinja2 import Environment

_SKIPPED = re.compile(r"<(style|script)\b.*?</\1>|&\w+;", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>", re.DOTALL)
_SPOKEN = re.compile(r'\s(?:alt|title|placeholder|aria-label)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_VALUE = "\N{REPLACEMENT CHARACTER}"


def words_outside_catalogues(environment: Environment, source: str) -> set[str]:
    """Each word of two letters or more that a reader sees and that `_()` and `trans` do not hold.

    Read are the text between tags and the attributes that are read aloud; what a value puts in is
    not.
    """
    page = _SKIPPED.sub(" ", "".join(_said(environment, source)))
    heard = " ".join(_SPOKEN.findall(page))
    seen = _TAG.sub(" ", page)
    return set(_WORD.findall(f"{seen} {heard}"))


def _said(environment: Environment, source: str) -> Iterator[str]:
    """The bare text of a template; a value is one sign, what is translated is none."""
    translated, begun = False, False
    for _, token, value in environment.lex(source):
        if begun and token == "name":
            translated, begun = value == "trans" or (translated and value != "endtrans"), False
        begun = begun or token == "block_begin"
        if token == "data" and not translated:
            yield value
        elif token == "variable_begin":
            yield _VALUE
