"""Prints papers as PDF in a fenced child: a letter at once, a long register in parts."""

import logging
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any, NamedTuple, cast

from crm.core.errors import NotValid
from crm.core.limited import ChildDied, ChildFailed, Death, Limits, run_limited
from crm.core.words import lazy_gettext as _l

log = logging.getLogger(__name__)

LETTER_S = 9.5  # the answer shall be there within ten
PART_S = 60
HANDS = 2
NO_WORDS: dict[str, str] = {}
CHILD = "crm.documents.typesetting"
Assets = Mapping[str, tuple[bytes, str]]
Sheet = dict[str, Any]


class Chapter(NamedTuple):
    """A heading of the second level and the number of the page that it stands on."""

    title: str
    page: int


Contents = Callable[[Sequence[Chapter]], str]

TOO_HEAVY = _l("This paper is too heavy to print. Make it shorter, or print it in parts.")
BUSY = _l("Too many papers are being printed. Try again in a minute.")
UNPRINTABLE = _l("This paper could not be printed. Something in it cannot be set.")


class PaperRefused(NotValid):
    """There is no PDF. `key` names the reason: time, processor, memory, too long, failure."""

    def __init__(self, key: str) -> None:
        """Say it in the reader's words."""
        heavy = {Death.TIME, Death.PROCESSOR, Death.MEMORY, Death.ANSWER, "too long"}
        super().__init__(TOO_HEAVY if key in heavy else UNPRINTABLE)
        self.key = key


class PaperDelayed(NotValid):
    """There is no PDF now: no turn came, or the machine took the child away."""

    status = 503

    def __init__(self, key: str) -> None:
        """Ask for patience."""
        super().__init__(BUSY)
        self.key = key


@dataclass(frozen=True)
class PaperAttachment:
    """A file inside the paper: the numbers of a report as CSV. The moment is the paper's own."""

    name: str
    content: bytes
    description: str = ""
    relationship: str = "Data"
    made_at: datetime = field(default=datetime(2000, 1, 1, tzinfo=UTC))


def print_paper(
    html: str,
    *,
    variant: str | None = "pdf/a-3a",
    attachments: Sequence[PaperAttachment] = (),
    assets: Assets | None = None,
    wall_s: float = LETTER_S,
) -> bytes:
    """A paper as PDF, archival and tagged. Pictures in it are `asset:NAME` of those handed in.

    The same input gives the same bytes: dates come from the paper's own meta elements only.
    """
    files = [astuple(attachment) for attachment in attachments]
    return cast(
        "bytes", _done("typeset", html, variant, files, dict(assets or {}), limits=limits(wall_s))
    )


def print_register(
    parts: Sequence[str],
    *,
    attachments: Sequence[PaperAttachment] = (),
    assets: Assets | None = None,
    contents: Contents | None = None,
    on_part: Callable[[int], None] = lambda _: None,
) -> bytes:
    """A long table as one PDF, not tagged, with its pages numbered through.

    Each part is a whole HTML document of some 300 rows and begins on a page of its own; the first
    may be a cover. `contents` writes the pages that follow it, from the chapters (h2) that were
    found; what it links to `#page-7` leads there. `on_part` hears how many parts are done, and may
    raise to stop.
    """
    sheets: list[Sheet] = []
    with ThreadPoolExecutor(HANDS) as hands:
        for sheet in hands.map(lambda place: _part(parts, place, assets or {}), range(len(parts))):
            sheets.append(sheet)
            on_part(len(sheets))
    if contents is not None:
        sheets[1:1] = _contents(contents, sheets)
    return _bound(sheets, attachments)


def _part(parts: Sequence[str], place: int, assets: Assets) -> Sheet:
    return _sheet(parts[place], assets, is_first=place == 0)


def _sheet(html: str, assets: Assets, *, is_first: bool) -> Sheet:
    part = _done("typeset_part", html, is_first, dict(assets), limits=limits(PART_S))
    return cast("Sheet", part)


def _contents(contents: Contents, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages of contents, set again where there are more of them than was thought."""
    cover, *rest = sheets
    sheet: Sheet = {"pages": [""], "headings": [], "links": []}
    for _attempt in range(3):
        thought = len(sheet["pages"])
        chapters = [Chapter(title, page + 1) for page, title in _headings([cover, sheet, *rest])]
        sheet = {**_sheet(contents(chapters), {}, is_first=False), "headings": []}
        if len(sheet["pages"]) == thought:
            break
    return [sheet]


def _begins(sheets: Sequence[Sheet]) -> list[int]:
    """The page on which each part begins, from 0."""
    return list(accumulate((len(sheet["pages"]) for sheet in sheets), initial=0))[:-1]


def _headings(sheets: Sequence[Sheet]) -> list[tuple[int, str]]:
    return [
        (begin + page, title)
        for begin, sheet in zip(_begins(sheets), sheets, strict=True)
        for page, title in sheet["headings"]
    ]


def _links(sheets: Sequence[Sheet]) -> list[tuple[int, int, list[float]]]:
    return [
        (begin + page, target, corners)
        for begin, sheet in zip(_begins(sheets), sheets, strict=True)
        for page, target, corners in sheet["links"]
    ]


def _bound(sheets: Sequence[Sheet], attachments: Sequence[PaperAttachment]) -> bytes:
    names = [name for sheet in sheets for name in sheet["pages"]]
    pdfs = [b64decode(sheet["pdf"]) for sheet in sheets]
    files = [astuple(attachment) for attachment in attachments]
    words = next((sheet["words"] for sheet in sheets if sheet["words"]["data-page"]), NO_WORDS)
    ways = {"outline": _headings(sheets), "links": _links(sheets)}
    return cast("bytes", _done("bind", pdfs, names, words, files, ways, limits=limits(PART_S)))


def limits(wall_s: float) -> Limits:
    """What printing may use within a time."""
    return Limits(wall_s=wall_s, cpu_s=max(1, round(wall_s * 0.8)))


def _done(function: str, *args: object, limits: Limits) -> object:
    try:
        return run_limited(f"{CHILD}.{function}", *args, limits=limits)
    except ChildFailed as failed:
        log.warning("no paper: %s", failed)
        key = str(failed.reason) if isinstance(failed, ChildDied) else str(failed)
        delayed = key in {Death.BUSY, Death.CRASH}
        raise PaperDelayed(key) if delayed else PaperRefused(key) from None
