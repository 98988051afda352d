"""Words as they are typed and as they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from crm.search.marking import marked
from crm.search.spelling import meant, typed_words

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=4, max_size=16)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("RSUD Puspa-Lentera", ["rsud", "puspa", "lentera"]),
        ("  Sørén É ", ["søren", "e"]),
        ("0812-3456 789", ["08123456789"]),
        ("+62 (21) 384 1234", ["62213841234"]),
        ("info@rs.ac.id", ["info", "rs", "ac", "id"]),
        ("satu satu satu", ["satu"]),
        ("' OR 1=1 --", ["or", "1"]),
        ("!!!", []),
    ],
)
def test_what_is_typed_becomes_words(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


@given(WORDS, st.data())
def test_any_one_error_is_forgiven(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    errors = [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    ]

    for wrong in errors:
        if wrong != word and len(wrong) >= 4:
            assert word in meant(wrong)


@pytest.mark.parametrize("word", ["rsu", "3273012c0000901", "08123456789", "kode7"])
def test_short_words_and_codes_are_what_they_are(word: str) -> None:
    assert meant(word) == []


def test_two_errors_are_too_many() -> None:
    assert "lentera" not in meant("lantira")


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("RS Melati", "mel", "RS <mark>Mel</mark>ati"),
        ("Klinik Sántosa", "santo", "Klinik <mark>Sánto</mark>sa"),
        ("A & <b>", "b", "A &amp; &lt;<mark>b</mark>&gt;"),
        ("Puskesmas", "kes", "Puskesmas"),
        ("Puskesmas", "", "Puskesmas"),
    ],
)
def test_what_was_typed_is_marked_in_what_was_found(text: str, typed: str, shown: str) -> None:
    assert str(marked(text, typed)) == shown


@given(st.text(max_size=40), st.text(max_size=20))
def test_marking_changes_no_letter(text: str, typed: str) -> None:
    assert marked(text, typed).striptags() == Markup(escape(text)).striptags()
