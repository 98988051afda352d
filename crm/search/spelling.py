"""Words as they are typed, and what they may mean: one typing error in each word is forgiven."""

import re
import string
from collections.abc import Iterator

from crm.core.text import clean, folded

SHORTEST, LONGEST = 4, 24
MOST_WORDS = 6
_NUMBER = re.compile(r"\+?[\d\s().\-/]{6,}")
_NOT_DIGIT = re.compile(r"\D")


def typed_words(text: str) -> list[str]:
    """The words to look for; a telephone number is one word however it is grouped."""
    line = clean(text)[:200]
    if _NUMBER.fullmatch(line):
        return [_NOT_DIGIT.sub("", line)[:LONGEST]]
    words = [word[:LONGEST] for word in folded(line).split()]
    return list(dict.fromkeys(words))[:MOST_WORDS]


def is_forgiven(word: str) -> bool:
    """Tell whether a word may be meant differently: codes and numbers are what they are."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def is_remembered(word: str) -> bool:
    """Tell whether a word is kept among the known ones, as is every word that begins with it."""
    return len(word) >= SHORTEST and word[:SHORTEST].isalpha()


def meant(word: str) -> list[str]:
    """Every word that is one typing error away from one that may be misspelt.

    One letter left out, put in, put in the place of another, or two neighbours exchanged.
    """
    return sorted({*_errors(word)} - {word}) if is_forgiven(word) else []


def _errors(word: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in string.ascii_lowercase)
        yield from (before + letter + after[1:] for letter in string.ascii_lowercase if after)
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
