"""A template uses only classes that a style sheet knows and icons that the sprite holds."""

import re
from collections.abc import Iterator
from pathlib import Path

from crm.core.assets import shelf

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "templates").rglob("*.html"))
STYLED = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CLASSES = re.compile(r"""(?<![\w-])class=(?:"([^"]*)"|'([^']*)')""")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
ICONS = re.compile(r"""\bicon(?:\(|=|": ?)["']([a-z][a-z0-9-]+)["']""")


def known_classes() -> set[str]:
    """Every class of the pages, of paper and of letters."""
    sheets = [shelf().by_name["app.css"].body.decode()]
    sheets += [(ROOT / "static/css/paper.css").read_text("utf-8")]
    sheets += re.findall(r"<style>(.*?)</style>", "".join(map(_text, PAGES)), re.DOTALL)
    return set(STYLED.findall("\n".join(sheets)))


def used_classes(page: Path) -> Iterator[str]:
    """Every class written out in a template; those made by an expression are left out."""
    for quoted in CLASSES.findall(re.sub(r"\{#.*?#\}", "", _text(page), flags=re.DOTALL)):
        words = JINJA.sub(" ", quoted[0] or quoted[1])
        yield from (word for word in words.split() if not word.endswith("-"))


def _text(page: Path) -> str:
    return page.read_text("utf-8")


def test_every_class_is_styled() -> None:
    known = known_classes()

    strange = {
        f"{page.name}: {name}" for page in PAGES for name in used_classes(page) if name not in known
    }

    assert not strange


def test_every_icon_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', _text(ROOT / "static/vendor/icons.svg")))

    missing = {
        f"{page.name}: {name}"
        for page in PAGES
        for name in ICONS.findall(_text(page))
        if name not in sprite
    }

    assert not missing


def test_no_page_styles_or_scripts_itself() -> None:
    inline = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")

    found = {page.name for page in PAGES if inline.search(JINJA.sub("", _text(page)))}

    assert not found
