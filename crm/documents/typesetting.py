"""Sets papers: HTML to PDF. Loaded only by the fenced child that prints.

Nothing is fetched from anywhere. A paper may show the house's fonts, the pictures that were handed
in with it as `asset:NAME`, and small pictures that it carries itself; every other address is
refused, and what asked for it is left out.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from crm.core.limits import ChildRefused
from crm.documents.binding import Ways, bound

STATIC = Path(__file__).parents[2] / "static"
FONTS = ("Inter-Regular", "Inter-Italic", "Inter-SemiBold", "Inter-Bold")
OWN_PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")
OWN_PICTURE_LENGTH = 2_000_000
LONGEST_HTML = 20_000_000
CHAPTER, PAGE, POINT = 2, "page-", 0.75

Assets = Mapping[str, tuple[bytes, str]]
AttachmentFacts = tuple[str, bytes, str, str, datetime]


class Locked(URLFetcher):  # type: ignore[misc]
    """Lets through what was handed in, and nothing else."""

    def __init__(self, assets: Assets) -> None:
        """Take the pictures and fonts by name, each with its media type."""
        super().__init__(timeout=1, allowed_protocols=frozenset({"data"}), allow_redirects=False)
        self.assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Answer with an asset or an embedded picture; raise ValueError for any other address."""
        if url.startswith("asset:") and url[6:] in self.assets:
            content, media_type = self.assets[url[6:]]
            return URLFetcherResponse(url, content, {"Content-Type": media_type})
        if url.startswith(OWN_PICTURES) and len(url) < OWN_PICTURE_LENGTH:
            return super().fetch(url, headers)
        raise ValueError("not one of the paper's own")


def house_fonts() -> dict[str, tuple[bytes, str]]:
    """Inter, whole and as TrueType: WeasyPrint prints subset web fonts as wrong glyphs."""
    folder = STATIC / "vendor/fonts"
    return {f"{name}.ttf": ((folder / f"{name}.ttf").read_bytes(), "font/ttf") for name in FONTS}


def paper_style() -> CSS:
    """The style of all papers, with its fonts taken from ours."""
    words = (STATIC / "css/paper.css").read_text("utf-8")
    words = re.sub(r"url\([\"']?[^)]*?(Inter-\w+)\.woff2[\"']?\)", r"url(asset:\1.ttf)", words)
    return CSS(string=words, url_fetcher=Locked(house_fonts()), font_config=TYPE_CASE)


# Made once, before the fork.
TYPE_CASE = FontConfiguration()
PAPER = paper_style()
UNNUMBERED = CSS(string="@page{@bottom-right{content:none !important}}")
CONTINUED = CSS(string="@page :first{margin-top:22mm}")  # no letterhead on top: as other pages


def typeset(
    html: str,
    variant: str | None,
    attachments: Sequence[AttachmentFacts],
    assets: Assets,
) -> bytes:
    """One paper as PDF. The same input gives the same bytes."""
    document = laid_out(read(html, assets), [], variant)
    kept = [attached(*facts) for facts in attachments]
    return bytes(document.write_pdf(pdf_variant=variant, attachments=kept))


def typeset_part(html: str, is_first: bool, assets: Assets) -> dict[str, Any]:
    """One part of a long paper, still without page numbers, and what is known of its pages."""
    styles = [UNNUMBERED] if is_first else [UNNUMBERED, CONTINUED]
    source = read(html, assets)
    document = laid_out(source, styles, None)
    return {
        "pdf": b64encode(document.write_pdf()).decode(),
        "pages": [page._page_box.page_type.name or "" for page in document.pages],  # noqa: SLF001
        "words": words_of_numbers(source),
        "headings": list(headings_of(document)),
        "links": list(links_of(document)),
    }


def headings_of(document: Document) -> Iterator[tuple[int, str]]:
    """The headings of the second level, each with the page that it stands on, from 0."""
    for place, page in enumerate(document.pages):
        yield from ((place, title) for level, title, *_ in page.bookmarks if level == CHAPTER)


def links_of(document: Document) -> Iterator[tuple[int, int, list[float]]]:
    """What leads to `#page-7`: the page that it stands on, the page it means, and where it is."""
    for place, page in enumerate(document.pages):
        for kind, target, (left, top, right, bottom), _box in page.links:
            if kind == "internal" and target.startswith(PAGE):
                corners = (left, page.height - bottom, right, page.height - top)
                yield place, int(target.removeprefix(PAGE)) - 1, [x * POINT for x in corners]


def words_of_numbers(source: HTML) -> dict[str, str]:
    """How a paper says 'page 1 of 3', as its main element carries it."""
    mains = [main.attrib for main in source.etree_element.iter("main")] or [{}]
    return {name: mains[0].get(name, "") for name in ("data-page", "data-of")}


def bind(
    parts: Sequence[bytes],
    page_names: Sequence[str],
    words: Mapping[str, str],
    attachments: Sequence[AttachmentFacts],
    ways: Ways,
) -> bytes:
    """Join the parts of a long paper and number their pages through."""
    return bound(parts, page_numbers(page_names, words), attachments, ways)


def page_numbers(page_names: Sequence[str], words: Mapping[str, str]) -> bytes:
    """Empty pages of the same kinds, of which only the numbers show."""
    names = sorted(set(page_names) - {""})
    kinds = "".join(f".k{place}{{page:{name}}}" for place, name in enumerate(names))
    sheets = "".join(
        f'<div class="k{names.index(name) if name else ""}"></div>' for name in page_names
    )
    said = " ".join(f'{name}="{escape(word)}"' for name, word in words.items())
    html = f"<style>div+div{{break-before:page}}{kinds}</style><main {said}>{sheets}</main>"
    return bytes(laid_out(read(html, {}), [], None).write_pdf())


def read(html: str, assets: Assets) -> HTML:
    """The words of a paper, with all ways to the outside closed."""
    if len(html) > LONGEST_HTML:
        raise ChildRefused("too long")
    return HTML(string=html, url_fetcher=Locked(assets))


def laid_out(source: HTML, styles: Sequence[CSS], variant: str | None) -> Document:
    """The pages of a paper, in the house's style and then in the styles given."""
    sheets = [PAPER, *styles]
    return source.render(font_config=TYPE_CASE, stylesheets=sheets, pdf_variant=variant)


def attached(
    name: str, content: bytes, description: str, relationship: str, made_at: datetime
) -> Attachment:
    """A file inside the paper."""
    return Attachment(
        file_obj=BytesIO(content),
        name=name,
        description=description,
        relationship=relationship,
        created=made_at,
        modified=made_at,
    )


# A first sheet, so that what every paper needs is loaded before the fork.
typeset("<p>A<table><tr><td>1</table>", "pdf/a-3a", [], {})
