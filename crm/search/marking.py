"""What was typed, marked in what was found."""

import re

from markupsafe import Markup, escape

from crm.core.text import folded
from crm.search.spelling import typed_words

_WORD = re.compile(r"[\w']+")


def marked(text: str, typed: str) -> Markup:
    """The text with the beginnings of words that were typed marked; accents make no difference."""
    wanted = tuple(sorted(typed_words(typed), key=len, reverse=True))
    parts: list[Markup] = []
    last = 0
    for found in _WORD.finditer(text):
        length = _begins(found.group(), wanted)
        if length:
            end = found.start() + length
            said = escape(text[found.start() : end])
            parts += [escape(text[last : found.start()]), Markup("<mark>{}</mark>").format(said)]
            last = end
    return Markup("").join([*parts, escape(text[last:])])


def _begins(word: str, wanted: tuple[str, ...]) -> int:
    """How many letters of a word were typed."""
    plain = folded(word)
    if len(plain) != len(word):
        return len(word) if plain.startswith(wanted) and wanted else 0
    return next((len(one) for one in wanted if plain.startswith(one)), 0)
