"""The terms of a rule as the secretariat writes them: "H-7, H-1", "HK+3", "H+1*7".

H counts calendar days, HK working days of the recipient's province; `*7` means again every
seven days for as long as it holds.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

_STEP = re.compile(r"(HK?)([+-]\d{1,3})(?:\*(\d{1,3}))?")


class Nature(StrEnum):
    """How a source's date relates to its letters.

    BEFORE: a date that nears; a step on a free day moves to an earlier day.
    AFTER: something undone since a date; a step on a free day moves to a later day.
    EVENT: the room itself announces it, at once.
    """

    BEFORE = "before"
    AFTER = "after"
    EVENT = "event"


class Unit(StrEnum):
    """What an offset counts."""

    DAYS = "days"
    WORKDAYS = "workdays"


class Channel(StrEnum):
    """How a reminder reaches its recipient; a calendar file goes with the e-mail."""

    APP = "app"
    EMAIL = "email"
    CALENDAR = "calendar"
    COPY = "copy"


@dataclass(frozen=True)
class Step:
    """One moment of a rule, relative to the date of the occasion."""

    offset: int
    unit: Unit = Unit.DAYS
    repeat: int | None = None

    @property
    def name(self) -> str:
        """The step's name in every key, without its repetition: H-7, HK+3."""
        return f"{'HK' if self.unit is Unit.WORKDAYS else 'H'}{self.offset:+d}"

    @property
    def written(self) -> str:
        """The step as the secretariat writes it."""
        return self.name + (f"*{self.repeat}" if self.repeat else "")

    @classmethod
    def read(cls, text: str) -> Self:
        """The step that was written; ValueError when it is none."""
        found = _STEP.fullmatch(text.strip().upper())
        if found is None:
            raise ValueError(text)
        repeat = int(found[3]) if found[3] else None
        if repeat == 0:
            raise ValueError(text)
        return cls(int(found[2]), Unit.WORKDAYS if found[1] == "HK" else Unit.DAYS, repeat)

    @classmethod
    def stored(cls, row: dict[str, Any]) -> Self:
        """The step as a rule's row keeps it."""
        return cls(row["offset"], Unit(row["unit"]), row.get("repeat"))

    def as_row(self) -> dict[str, Any]:
        """What a rule's row keeps of the step."""
        return {"offset": self.offset, "unit": self.unit.value, "repeat": self.repeat}


def read_steps(text: str) -> tuple[Step, ...]:
    """The steps of a comma-separated line, without repetition; ValueError names the wrong one."""
    parts = [part for part in (piece.strip() for piece in text.split(",")) if part]
    return tuple(dict.fromkeys(Step.read(part) for part in parts))


def written_steps(steps: tuple[Step, ...]) -> str:
    """The steps as one line."""
    return ", ".join(step.written for step in steps)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """When, through what and to whom one rule reminds: all that planning needs of it."""

    code: str
    source: str
    steps: tuple[Step, ...]
    nature: Nature = Nature.BEFORE
    channels: tuple[Channel, ...] = (Channel.EMAIL,)
    audiences: frozenset[str] = frozenset()
    promotional: bool = False

    def concerns(self, audience: str) -> bool:
        """Tell whether the rule is meant for this audience of its source."""
        return not self.audiences or audience in self.audiences
