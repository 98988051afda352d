"""Markdown that people write, as HTML that can do no harm (reliability A8)."""

from functools import cache
from typing import Any

from markupsafe import Markup

from crm.core.later import Later

markdown_it = Later("markdown_it")
nh3 = Later("nh3")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "blockquote"}


@cache
def _reader() -> Any:
    return markdown_it.MarkdownIt("commonmark", {"html": False, "breaks": True})


def prose(text: str) -> Markup:
    """Paragraphs, emphasis, lists, quotations and links; nothing else, whatever was typed."""
    made = nh3.clean(
        _reader().render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(made)  # noqa: S704  (nh3 has cleaned it)
