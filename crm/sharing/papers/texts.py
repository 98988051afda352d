"""The wording of papers: from the text with its fields to paragraphs, lists and the table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crm.reminders.wording import filled, present_language
from crm.sharing.papers.cases import Case
from crm.sharing.papers.defaults import DEFAULTS
from crm.sharing.papers.fields import DETAILS, TABLE, fields_for
from crm.sharing.papers.kinds import PaperKind

BULLET, HEADING = "- ", "# "
SOLE = re.compile(r"\{([a-z_]+)\}")
"""A field alone in its paragraph: of several lines it makes a list."""


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list of items, or the place of the table of details."""

    words: str = ""
    heading: str = ""
    items: tuple[str, ...] = ()
    is_table: bool = False


def texts_of(kind: PaperKind) -> dict[str, str]:
    """The wording of a kind of paper by language."""
    return DEFAULTS[kind.slug]


def blocks_of(texts: Mapping[str, str], case: Case) -> list[Block]:
    """The wording in the language that is spoken now, filled for one case."""
    said = {one.name: one.say(case) for one in fields_for(case.kind)}
    words = said | {one.nama: said[one.name] for one in fields_for(case.kind)}
    parts = texts[present_language()].replace("\r\n", "\n").split("\n\n")
    return [_block(part.strip(), words) for part in parts if part.strip()]


def _block(part: str, words: Mapping[str, str]) -> Block:
    if part in {f"{{{DETAILS}}}", f"{{{TABLE.nama}}}"}:
        return Block(is_table=True)
    if part.startswith(HEADING):
        return Block(heading=filled(part.removeprefix(HEADING), words))
    alone = SOLE.fullmatch(part)
    said = words.get(alone[1], "").splitlines() if alone else []
    if len(said) > 1:
        return Block(items=tuple(line.strip() for line in said if line.strip()))
    lines = part.split("\n")
    if all(line.startswith(BULLET) for line in lines):
        return Block(items=tuple(filled(line.removeprefix(BULLET), words) for line in lines))
    return Block(filled(part, words))
