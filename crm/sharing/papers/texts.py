"""The wording of papers: from the text with its fields to paragraphs, lists and the table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from crm.reminders.wording import filled, present_language
from crm.sharing.papers.cases import Case
from crm.sharing.papers.fields import DETAILS, TABLE, fields_for

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


def blocks_of(texts: Mapping[str, str], case: Case) -> list[Block]:
    """The wording in the language that is spoken now, filled for one case.

    Nothing of it is markup: a line that begins with # is a heading, lines that begin with a hyphen
    are a list, every other character stands for itself.
    """
    said = {one.name: one.say(case) for one in fields_for(case.kind)}
    words = said | {one.nama: said[one.name] for one in fields_for(case.kind)}
    parts = paragraphs_of(texts[present_language()])
    return [block for part in parts for block in _blocks(part, words)]


def _blocks(part: str, words: Mapping[str, str]) -> Iterator[Block]:
    if part in {f"{{{DETAILS}}}", f"{{{TABLE.nama}}}"}:
        yield Block(is_table=True)
        return
    alone = SOLE.fullmatch(part)
    said = words.get(alone[1], "").splitlines() if alone else []
    if len(said) > 1:
        yield Block(items=tuple(line.strip() for line in said if line.strip()))
        return
    for mark, lines in groupby(part.split("\n"), key=_mark):
        yield from _run(mark, [filled(line.removeprefix(mark), words) for line in lines])


def _mark(line: str) -> str:
    return next((mark for mark in (HEADING, BULLET) if line.startswith(mark)), "")


def _run(mark: str, lines: list[str]) -> Iterator[Block]:
    if mark == HEADING:
        yield from (Block(heading=line) for line in lines)
    elif mark == BULLET:
        yield Block(items=tuple(lines))
    else:
        yield Block("\n".join(lines))
