"""Which language is spoken, and to whom."""

from flask import Flask

from crm.core.languages import spoken
from crm.core.words import gettext


def test_after_a_paper_in_both_languages_the_reader_is_addressed_in_the_own(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "language=id"}):
        with spoken("en"):
            assert gettext("Minutes approved") == "Minutes approved"

        assert gettext("Minutes approved") == "Notula disetujui"
