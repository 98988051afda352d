"""What rows that name other records mean by them, before they are compared with what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.bulk.kinds import Row


@dataclass(frozen=True, slots=True)
class Amiss:
    """What a row names and nobody knows, by the field that names it."""

    line: int
    key: str
    field: str
    value: str


@dataclass
class Settled:
    """The records that rows mean, by line; what stands against a row; what is only odd."""

    about: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    amiss: list[Amiss] = field(default_factory=list)
    odd: list[Amiss] = field(default_factory=list)


def nothing_to_settle(_rows: Sequence[Row]) -> Settled:
    """These rows name no other record."""
    return Settled()
