"""What rooms keep about people. Each room says its part; `wiring` lists them.

A keeper is asked when a person wants to know, when one leaves and a successor takes over, and when
one is to be forgotten. Nobody else has to know which rooms there are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app

from crm.core.actors import Actor
from crm.people.models import Affiliation, Person

Words = Mapping[str, str]
"""The same words by language: {"id": …, "en": …}."""


@dataclass(frozen=True)
class Chapter:
    """One part of the copy that a person gets: a title, and rows of names with plain values."""

    title: Any
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Held:
    """One open thing in somebody's hands; `stays` says why it can't pass to a successor."""

    title: str
    second: str = ""
    url: str = ""
    stays: str = ""


@dataclass(frozen=True)
class Kept:
    """What is not erased, how much of it, and why, in both languages."""

    what: Words
    why: Words
    count: int = 1

    def as_row(self) -> dict[str, Any]:
        """What the record of an erasure keeps."""
        return {"what": dict(self.what), "why": dict(self.why), "count": self.count}


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Somebody leaves a place, and a successor takes over."""

    affiliation: Affiliation
    successor: Person
    last_day: date
    by: Actor

    @property
    def person(self) -> Person:
        """Who leaves."""
        return self.affiliation.person

    @property
    def institution_id(self) -> int | None:
        """The institution that is left; none for a parent body."""
        return self.affiliation.institution_id


def _nothing(*_args: Any) -> Any:
    return ()


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """One room's part: what it tells about a person, holds for one who leaves, and forgets.

    `passes` hands over exactly what `holds` shows without `stays`.
    """

    tells: Callable[[Person], Iterable[Chapter]] = field(default=_nothing)
    holds: Callable[[Leaving], Iterable[Held]] = field(default=_nothing)
    passes: Callable[[Leaving], object] = field(default=_nothing)
    forgets: Callable[[Person], Iterable[Kept]] = field(default=_nothing)


def keepers() -> Sequence[Keeper]:
    """What `wiring` lists."""
    found: Sequence[Keeper] = current_app.extensions["mitra.keepers"]
    return found
