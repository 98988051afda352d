"""The filters of the book of letters that came in, read aloud as one sentence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.core import clock
from crm.core.actors import Visitor
from crm.core.filters import address_with, asked, member
from crm.core.words import lazy_gettext as _l
from crm.documents.models import IncomingLetter
from crm.documents.queries import late, waiting
from crm.network.queries import the_network


class Wait(StrEnum):
    """How far letters are followed up."""

    WAITING = "waiting"
    LATE = "late"
    MINE = "mine"
    DONE = "done"


WAIT_NAMES: dict[Wait, Any] = {
    Wait.WAITING: _l("that wait"),
    Wait.LATE: _l("that are late"),
    Wait.MINE: _l("that wait for me"),
    Wait.DONE: _l("that are followed up"),
}


@dataclass(frozen=True)
class LetterFilter:
    """What the book is narrowed to."""

    q: str
    wait: Wait | None

    @classmethod
    def read(cls, arguments: "MultiDict[str, str]") -> "LetterFilter":
        """Read the address."""
        wanted = asked(arguments, ("q", "wait"))
        return cls(wanted.get("q", ""), member(Wait, wanted.get("wait")))

    @property
    def is_set(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.q or self.wait)

    @property
    def label(self) -> str:
        """What the chip says."""
        return str(WAIT_NAMES[self.wait] if self.wait else _l("of every state"))

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The states, each with its address."""
        return [
            {"label": str(name), "url": address_with(wait=one), "current": one is self.wait}
            for one, name in WAIT_NAMES.items()
        ]

    @property
    def removals(self) -> dict[str, str]:
        """The address without each filter that is set."""
        return {name: address_with(**{name: None}) for name in ("q", "wait")}

    def narrowed(self, query: sa.Select[Any], reader: Visitor) -> sa.Select[Any]:
        """The letters that the filters let through."""
        for word in self.q.split():
            text = f"%{_escaped(word)}%"
            found = [
                column.ilike(text, escape="\\")
                for column in (
                    IncomingLetter.sender,
                    IncomingLetter.subject,
                    IncomingLetter.number,
                    IncomingLetter.entry,
                )
            ]
            query = query.where(sa.or_(*found))
        return query.where(*self._held(reader))

    def _held(self, reader: Visitor) -> list[sa.ColumnElement[bool]]:
        held: dict[Wait | None, list[sa.ColumnElement[bool]]] = {
            Wait.WAITING: [waiting()],
            Wait.LATE: [late(clock.today(the_network().zone))],
            Wait.MINE: [waiting(), IncomingLetter.follower_id == reader.id],
            Wait.DONE: [IncomingLetter.done_at.isnot(None)],
        }
        return held.get(self.wait, [])


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
