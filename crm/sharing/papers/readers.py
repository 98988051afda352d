"""Who reads a paper of staff sharing, and who gets a copy."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.core.db import db
from crm.institutions.models import Institution
from crm.institutions.queries import heirs, today
from crm.sharing.queries import bodies_copied


def copies_for(places: Iterable[Institution]) -> list[str]:
    """Who gets a copy: the parent bodies above home and host, then the institutions' heads."""
    near = list(places)
    bodies = db.session.scalars(bodies_copied([place.id for place in near], on=today()))
    return [
        *(body.approver_post or body.name for body in bodies),
        *(place.name for place in near),
    ]


def readers_at(places: Iterable[Institution]) -> list[int]:
    """The institutions whose people read a paper: its own, and what became of these since."""
    line = heirs([place.id for place in places]).subquery()
    return list(db.session.scalars(sa.select(line.c.heir_id).distinct()))
