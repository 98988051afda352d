"""Every template compiles; letters have three parts; pages keep the strict content policy."""

import re

import pytest

from tests.conventions.literal import words_outside_catalogues
from tests.conventions.source import ROOT
from tests.houses import House

TEMPLATES = sorted(
    str(file.relative_to(ROOT / "templates")) for file in (ROOT / "templates").rglob("*.*")
)
LETTERS = sorted({name.rsplit("/", 1)[0] for name in TEMPLATES if "/mail/" in name})
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=\"|javascript:", re.IGNORECASE)

NAMES = {"Mitra", "NIP", "NPP", "Ctrl", "Esc"}
"""What is called the same in every language."""
NOT_SAID = {
    "layouts/application.html": {"hx", "headers", "inherited", "CSRFToken"},
    "layouts/public.html": {"class", "pub"},
    "shared/_button.html": {"btn", "quiet", "icon", "wide", "sm"},
    "shared/_progress.html": {"bar"},
    **{
        f"desk/{tab}/index.html": {tab}
        for tab in ("attention", "handovers", "letters", "skipped", "upcoming")
    },
}
"""Attributes and names of tabs that a block or a macro holds bare."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(house_on_sqlite: House, name: str) -> None:
    assert house_on_sqlite.app.jinja_env.get_template(name)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_has_three_parts_and_a_subject_of_one_line(letter: str) -> None:
    folder = ROOT / "templates" / letter

    assert {part.name for part in folder.iterdir()} == {"subject.txt", "body.txt", "body.html"}
    assert len((folder / "subject.txt").read_text().strip().splitlines()) == 1


@pytest.mark.parametrize("name", [n for n in TEMPLATES if n.endswith(".html") and "mail" not in n])
def test_nothing_stands_inline_that_the_content_policy_blocks(name: str) -> None:
    text = re.sub(r"\{#.*?#\}", "", (ROOT / "templates" / name).read_text(), flags=re.DOTALL)

    assert INLINE.findall(text) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_says_nothing_that_is_in_no_catalogue(house_on_sqlite: House, name: str) -> None:
    source = (ROOT / "templates" / name).read_text()
    words = words_outside_catalogues(house_on_sqlite.app.jinja_env, source)

    assert words - NAMES - NOT_SAID.get(name, set()) == set()
