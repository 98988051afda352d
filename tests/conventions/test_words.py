"""Every string speaks both languages."""

from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from crm.core.words import CATALOGUES
from tests.catalogues import PLACEHOLDER, missing, strings, translated


def test_nothing_is_left_untranslated() -> None:
    lacking = missing("id")

    assert sorted(str(words) for words in lacking) == []


def test_no_catalogue_says_what_nobody_asks_for() -> None:
    said = {words if isinstance(words, str) else words[0] for words in strings()}
    known = {words if isinstance(words, str) else words[0] for words in translated("id")}

    assert sorted(known - said) == []


def test_two_rooms_say_the_same_words_alike() -> None:
    """The catalogues are read as one: of two translations only the last would be heard."""
    said: dict[str, set[str]] = defaultdict(set)
    for file in (CATALOGUES / "id").glob("*.po"):
        with file.open("rb") as opened:
            for message in read_po(opened, locale="id"):
                said[str(message.id)].add(str(message.string))

    assert {words: told for words, told in said.items() if words and len(told) > 1} == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_translations_keep_their_placeholders(language: str) -> None:
    wrong = []
    for words, translation in translated(language).items():
        source = words if isinstance(words, str) else words[-1]
        spoken = translation if isinstance(translation, str) else translation[0]
        extra = set(PLACEHOLDER.findall(spoken)) - set(PLACEHOLDER.findall(source))
        lost = set(PLACEHOLDER.findall(source)) - set(PLACEHOLDER.findall(spoken))
        if extra or (isinstance(words, str) and lost):
            wrong.append((source, spoken))

    assert wrong == []
