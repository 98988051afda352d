"""The wording of papers: from the text with its fields to paragraphs, lists and the table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from crm.reminders.wording import filled, present_language
from crm.sharing.agreements.papers import AgreementCase
from crm.sharing.papers.cases import Case
from crm.sharing.papers.fields import DETAILS, TABLE
from crm.sharing.papers.known import fields_of

BULLET, HEADING = "- ", "# "
SOLE = re.compile(r"\{([a-z_]+)\}")
"""A field alone in its paragraph: of several lines it makes a list."""
EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list of items, or the place of the table of details."""

    words: str = ""
    heading: str = ""
    items: tuple[str, ...] = ()
    is_table: bool = False


def paragraphs_of(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    parts = (part.strip() for part in EMPTY_LINES.split(text.replace("\r\n", "\n")))
    return [part for part in parts if part]


def blocks_of(texts: Mapping[str, str], case: Case | AgreementCase) -> list[Block]:
    """The wording in the language that is spoken now, filled for one case.

    Nothing of it is markup: a line that begins with # is a heading, lines that begin with a hyphen
    are a list, every other character stands for itself.
    """
    fields = fields_of(case.kind)
    said = {one.name: one.say(case) for one in fields}
    words = said | {one.nama: said[one.name] for one in fields}
    parts = paragraphs_of(texts[present_language()])
    return [block for part in parts for block in _blocks(part, words)]


def _blocks(part: str, words: Mapping[str, str]) -> Iterator[Block]:
    if part in {f"{{{DETAILS}}}", f"{{{TABLE.nama}}}"}:
        yield Block(is_table=True)
        return
    said = _lines(part, words)
    if len(said) > 1:
        yield Block(items=tuple(said))
        return
    for mark, lines in groupby(part.split("\n"), key=_mark):
        yield from _run(mark, [line.removeprefix(mark) for line in lines], words)


def _mark(line: str) -> str:
    return next((mark for mark in (HEADING, BULLET) if line.startswith(mark)), "")


def _run(mark: str, lines: list[str], words: Mapping[str, str]) -> Iterator[Block]:
    """Lines of one sort; where a field has nothing to say, its own line is left out."""
    if mark == HEADING:
        yield from (Block(heading=filled(line, words)) for line in lines)
    elif mark == BULLET:
        items = [item for line in lines for item in _lines(line, words)]
        yield from [Block(items=tuple(items))] if items else []
    else:
        said = "\n".join(filled(line, words) for line in lines).strip()
        yield from [Block(said)] if said else []


def _lines(line: str, words: Mapping[str, str]) -> list[str]:
    """A line filled; a field that stands alone in it may say several."""
    alone = SOLE.fullmatch(line.strip())
    said = filled(line, words).splitlines() if alone else [filled(line, words)]
    return [one.strip() for one in said if one.strip()]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; number 0 is what comes before the first heading."""

    number: int
    heading: str
    blocks: tuple[Block, ...]


def sections_of(blocks: Iterable[Block]) -> list[Section]:
    """The text under its headings, numbered in their order."""
    found: list[Section] = []
    for block in blocks:
        if block.heading:
            number = found[-1].number + 1 if found else 1
            found.append(Section(number, block.heading, ()))
        else:
            last = found.pop() if found else Section(0, "", ())
            found.append(replace(last, blocks=(*last.blocks, block)))
    return found


def before_table(blocks: Sequence[Block]) -> list[Block]:
    """What comes before the table of details."""
    return list(takewhile(lambda block: not block.is_table, blocks))


def after_table(blocks: Sequence[Block]) -> list[Block]:
    """What follows the table of details."""
    return list(blocks[len(before_table(blocks)) + 1 :])
