"""Help is there for every room, in both languages, and opens for the page one is on."""

import re

import pytest
from flask.testing import FlaskClient

from crm.core.languages import COOKIE, LANGUAGES
from crm.help.topics import PAGES, TOPICS, topic_for, written
from crm.home.navigation import GROUPS
from crm.home.places import is_built
from tests.houses import House

HEADING = re.compile(r"<h2>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_written_and_nothing_else_lies_there(language: str) -> None:
    written_files = {page.stem for page in (PAGES / language).glob("*.md")}

    assert written_files == {topic.name for topic in TOPICS}


def test_both_languages_say_the_same_sections() -> None:
    for topic in TOPICS:
        sections = {len(HEADING.findall(written(topic.name, language))) for language in LANGUAGES}
        rows = {written(topic.name, language).count("<tr>") for language in LANGUAGES}
        assert len(sections) == len(rows) == 1, topic.name


def test_every_entry_of_the_menu_has_its_help(house_on_sqlite: House) -> None:
    paths = [path for _label, places in GROUPS for place in places for path in place.paths]

    with house_on_sqlite.app.app_context():
        lacking = [p for p in paths if p != "/" and is_built(p) and topic_for(p) is None]

    assert not lacking


@pytest.mark.parametrize(("language", "words"), [("id", "Membuka tautan"), ("en", "mail scanner")])
def test_a_stranger_reads_it_in_the_own_language(
    client: FlaskClient, language: str, words: str
) -> None:
    client.set_cookie(COOKIE, language)

    page = client.get("/help/sharing")

    assert page.status_code == 200
    assert words in page.text


def test_a_topic_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/help/nothing").status_code == 404
    assert client.get("/help/..%2Fconfig").status_code == 404


def test_the_page_one_is_on_leads_to_its_own_help(client: FlaskClient) -> None:
    assert 'href="/help/search"' in client.get("/help/search").text
    assert topic_for("/sharing/assignments/3") is topic_for("/sharing")
    assert topic_for("/sharings") is None
