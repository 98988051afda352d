"""Which mailbox stands in for somebody who must not be written: pure, for planning and posting."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

Reader = TypeVar("Reader")
Mailboxes: TypeAlias = Mapping[str, Mapping[int, str]]
ANYWHERE = 0
"""Stands for every institution that has no mailbox of its own in the list."""


def reader_for(to: Reader, mailboxes: Mailboxes, **without: Any) -> Reader:
    """The reader, or the mailbox that stands for them; `without` says what that one lacks."""
    someone: Any = to
    boxes = mailboxes.get(someone.email.casefold())
    if boxes is None:
        return to
    stand_in: Reader = replace(someone, email=box_in(boxes, someone.institution_id), **without)
    return stand_in


def box_in(boxes: Mapping[int, str], institution_id: int | None) -> str:
    """The mailbox for letters that concern an institution; empty when there is none."""
    return boxes.get(institution_id or ANYWHERE) or boxes.get(ANYWHERE, "")
