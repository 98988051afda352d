"""Every string speaks both languages."""

import pytest

from tests.catalogues import PLACEHOLDER, missing, strings, translated


def test_nothing_is_left_untranslated() -> None:
    lacking = missing("id")

    assert sorted(str(words) for words in lacking) == []


def test_no_catalogue_says_what_nobody_asks_for() -> None:
    said = {words if isinstance(words, str) else words[0] for words in strings()}
    known = {words if isinstance(words, str) else words[0] for words in translated("id")}

    assert sorted(known - said) == []


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
