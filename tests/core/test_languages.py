"""Which language is spoken, and to whom."""

import pytest
from flask import Flask
from markupsafe import Markup

from crm.core.languages import spoken
from crm.core.words import ended_once, gettext


def test_after_a_paper_in_both_languages_the_reader_is_addressed_in_the_own(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "language=id"}):
        with spoken("en"):
            assert gettext("Minutes approved") == "Minutes approved"

        assert gettext("Minutes approved") == "Notula disetujui"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Next: ask Galih, S.Hum..", "Next: ask Galih, S.Hum."),
        ("Wait…", "Wait…"),
        ("Wait...", "Wait..."),
        (Markup("<b>Next:</b> ask Maya, M.Kes.."), Markup("<b>Next:</b> ask Maya, M.Kes.")),
    ],
)
def test_a_sentence_ends_with_one_full_stop(said: str, heard: str) -> None:
    assert ended_once(said) == heard
    assert type(ended_once(said)) is type(said)
