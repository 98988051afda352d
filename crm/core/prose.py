"""Markdown that people write, as HTML that can do no harm (reliability A8)."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "blockquote"}
_READER = MarkdownIt("commonmark", {"html": False, "breaks": True})


def prose(text: str) -> Markup:
    """Paragraphs, emphasis, lists, quotations and links; nothing else, whatever was typed."""
    made = nh3.clean(
        _READER.render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(made)  # noqa: S704  (nh3 has cleaned it)
