"""What everything below a parent body adds up to, and how far the body itself is involved (S43)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import current_app

from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import MEMBERS, Institution, ParentBody
from crm.institutions.queries import bodies_below, family, institutions_below

YEAR = timedelta(days=365)
Ids = sa.Select[int]


@dataclass(frozen=True)
class Figure:
    """One sum over institutions, as a scalar expression since a moment."""

    label: Any
    count: Callable[[Ids, datetime], Any]


@dataclass(frozen=True)
class Chance:
    """One way to be involved: so often done of so often asked, for bodies and institutions."""

    label: Any
    count: Callable[[Ids, Ids, datetime], tuple[Any, Any]]


@dataclass(frozen=True)
class Reckoning:
    """A way to be involved that no sum tells alone, such as one by its day; asks for itself."""

    label: Any
    reckon: Callable[[Ids, Ids, datetime], tuple[int, int]]


@dataclass(frozen=True)
class Involvement:
    """How often the people of a parent body did what they were asked to (I14)."""

    parts: list[tuple[str, int, int]]

    @property
    def done(self) -> int:
        """How often they did it, all parts together."""
        return sum(done for _label, done, _asked in self.parts)

    @property
    def asked(self) -> int:
        """How often they were asked, all parts together."""
        return sum(asked for _label, _done, asked in self.parts)

    @property
    def percent(self) -> int | None:
        """What was done of all that was asked; none where nothing was asked."""
        return round(100 * self.done / self.asked) if self.asked else None

    @property
    def formula(self) -> str:
        """The index with its figures, the parts in their order: (2 + 1) / (3 + 1) = 75 %."""
        upper = " + ".join(str(done) for _label, done, _asked in self.parts)
        lower = " + ".join(str(asked) for _label, _done, asked in self.parts)
        return f"({upper}) / ({lower}) = {self.percent} %"


@dataclass(frozen=True)
class RolledUp:
    """Everything below a parent body in figures of twelve months."""

    figures: list[tuple[str, int]]
    involvement: Involvement


def rolled_up(body: ParentBody, *, on: date) -> RolledUp:
    """Sum over everything below, forerunners included, each thing once.

    Costs one statement, and those of each reckoning.
    """
    since = datetime.combine(on - YEAR, time(), ZoneInfo(configuration().timezone))
    below = institutions_below(body.id, on=on).options().with_only_columns(Institution.id)
    ids, bodies = family(below), bodies_below(body.id, on=on)
    figures, chances = _wired()
    asked = [figure.count(ids, since) for figure in figures]
    counted = [one for one in chances if isinstance(one, Chance)]
    asked += [one for chance in counted for one in chance.count(bodies, ids, since)]
    row = [int(value or 0) for value in db.session.execute(sa.select(*asked)).one()]
    named = zip((str(figure.label) for figure in figures), row, strict=False)
    pairs = iter(zip(row[len(figures) :: 2], row[len(figures) + 1 :: 2], strict=True))
    parts = [
        (
            str(one.label),
            *(one.reckon(bodies, ids, since) if isinstance(one, Reckoning) else next(pairs)),
        )
        for one in chances
    ]
    return RolledUp(list(named), Involvement(parts))


def members_below(ids: Ids, _since: datetime) -> Any:
    """How many of the institutions are members now."""
    found = sa.select(sa.func.count()).where(
        Institution.id.in_(ids), Institution.state.in_(MEMBERS)
    )
    return found.scalar_subquery()


MEMBERS_BELOW = Figure(_l("members"), members_below)


def _wired() -> tuple[Sequence[Figure], Sequence[Chance | Reckoning]]:
    wired = current_app.extensions["mitra.roll_ups"]
    return cast("tuple[Sequence[Figure], Sequence[Chance | Reckoning]]", wired)
