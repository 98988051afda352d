"""The partnership pulse (domain 5.5): how alive a partnership is, 0 to 100, with all its parts.

A part without a denominator is left out and the others are scaled up to the whole, so that nobody
is blamed for what was never asked. The figures come from the rooms above: `wiring` names them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import current_app

from crm.core import clock
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Institution
from crm.institutions.queries import family
from crm.links.models import Link

YEAR = timedelta(days=365)


class Part(StrEnum):
    """What the pulse is made of."""

    MEETINGS = "meetings"
    COMMITMENTS = "commitments"
    DATA = "data"
    PORTAL = "portal"
    CAMPAIGNS = "campaigns"
    REPLIES = "replies"


PART_NAMES: Mapping[Part, Any] = {
    Part.MEETINGS: _l("Meetings attended"),
    Part.COMMITMENTS: _l("Hours delivered"),
    Part.DATA: _l("Data confirmed within a year"),
    Part.PORTAL: _l("Portal contribution alive"),
    Part.CAMPAIGNS: _l("Campaign roles delivered"),
    Part.REPLIES: _l("Questions by link answered in time"),
}

WEIGHTS: Mapping[Part, int] = {
    Part.MEETINGS: 30,
    Part.COMMITMENTS: 20,
    Part.DATA: 15,
    Part.PORTAL: 15,
    Part.CAMPAIGNS: 10,
    Part.REPLIES: 10,
}


@dataclass(frozen=True)
class Measured:
    """One part as it was counted: so much done out of so much due; no due, no figure."""

    part: Part
    done: float = 0
    due: float | None = None

    @property
    def name(self) -> str:
        """What the part is called."""
        return str(PART_NAMES[self.part])

    @property
    def share(self) -> float | None:
        """What was done of what was due, at most all of it."""
        return min(1.0, self.done / self.due) if self.due else None


@dataclass(frozen=True)
class Pulse:
    """The score, or none where nothing could be counted, and its parts."""

    score: int | None
    parts: tuple[Measured, ...]


def pulse_of(measured: Iterable[Measured]) -> Pulse:
    """The pulse of these parts: weighted shares, scaled to the weights that have a figure."""
    parts = tuple(measured)
    counted = [(WEIGHTS[one.part], one.share) for one in parts if one.share is not None]
    whole = sum(weight for weight, _share in counted)
    if not whole:
        return Pulse(None, parts)
    return Pulse(round(100 * sum(weight * share for weight, share in counted) / whole), parts)


Ids = sa.Select[int]
Counted = Callable[[Ids, datetime, datetime], tuple[Any, Any]]
"""How much of a part was done and due between two moments, as scalar expressions."""


def pulse_at(institution: Institution, *, on: date) -> Pulse:
    """The pulse of an institution and its forerunners over twelve months. Costs one statement."""
    until = datetime.combine(on, time(23, 59), ZoneInfo(institution.zone))
    ids = family([institution.id])
    sources: Mapping[Part, Counted] = {Part.REPLIES: _replies, **_sources()}
    pairs = {part: count(ids, until - YEAR, until) for part, count in sources.items()}
    row = db.session.execute(sa.select(*(one for pair in pairs.values() for one in pair))).one()
    found = {
        part: Measured(part, float(row[2 * place] or 0), _number(row[2 * place + 1]))
        for place, part in enumerate(pairs)
    }
    found[Part.DATA] = _data_of(institution, on=on)
    return pulse_of(found.get(part, Measured(part)) for part in Part)


def _data_of(institution: Institution, *, on: date) -> Measured:
    confirmed = institution.last_confirmed_on
    return Measured(Part.DATA, float(confirmed is not None and on - confirmed <= YEAR), 1.0)


def _replies(ids: Ids, since: datetime, until: datetime) -> tuple[Any, Any]:
    """Questions by link that were answered, of those answered or run out."""
    sent = (Link.institution_id.in_(ids), Link.created_at.between(since, until))
    settled = sa.or_(Link.used_at.is_not(None), Link.expires_at < clock.now())
    asked = sa.select(sa.func.count()).where(*sent, Link.revoked_at.is_(None), settled)
    return asked.where(Link.used_at.is_not(None)).scalar_subquery(), asked.scalar_subquery()


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _sources() -> Mapping[Part, Counted]:
    found: Mapping[Part, Counted] = current_app.extensions["mitra.pulse"]
    return found
