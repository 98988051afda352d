"""Relations between institutions, and what becomes of one that another absorbed (domain 9, E8).

Papers keep the name that they were issued with. What is counted for the successor counts what its
forerunners did, each thing once.
"""

from datetime import date

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.models import Belonging, Institution, Relation, RelationKind
from crm.institutions.models.relations import SYMMETRIC
from crm.institutions.queries import current
from crm.institutions.tree import Span


def relate(  # noqa: PLR0913  (all that is said of a relation, by name)
    institution: Institution,
    other: Institution,
    kind: RelationKind,
    *,
    by: Actor,
    from_near: bool = True,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> Relation:
    """Note what an institution is for another; the same twice in a span is refused."""
    near, far = (institution, other) if from_near else (other, institution)
    span = Span.of(starts_on, ends_on)
    for held in db.session.scalars(_same(kind, near, far)):
        if span.common(Span.of(held.starts_on, held.ends_on)):
            raise NotPossible(_("This relation is noted for that time already."))
    days = {"starts_on": starts_on, "ends_on": ends_on}
    return save(Relation.begin(kind, near, far, by=by, note=note, **days))


def unrelate(relation: Relation, *, by: Actor) -> None:
    """Remove a relation that was entered by mistake and never held."""
    relation.note_mistake(by=by)
    db.session.delete(relation)


def succeed(
    institution: Institution, successor: Institution, *, by: Actor, on: date, reason: str
) -> Relation:
    """Let an institution end on a day and live on in another.

    Its places in the tree end on that day, and the relation is noted on both. People, promises
    and papers stay where they are: they belong to its history, and are counted for the successor.
    """
    institution.merge_into(successor, by=by, on=on, reason=reason)
    for belonging in db.session.scalars(_present_places(institution, on=on)):
        belonging.end(by=by, on=on)
    kind = RelationKind.SUCCEEDED_BY
    return save(Relation.begin(kind, institution, successor, by=by, starts_on=on, note=""))


def _same(kind: RelationKind, near: Institution, far: Institution) -> sa.Select[Relation]:
    there = (Relation.near_id == near.id) & (Relation.far_id == far.id)
    back = (Relation.near_id == far.id) & (Relation.far_id == near.id)
    sides = sa.or_(there, back) if kind in SYMMETRIC else there
    return sa.select(Relation).where(Relation.kind == kind, sides)


def _present_places(institution: Institution, *, on: date) -> sa.Select[Belonging]:
    return sa.select(Belonging).where(
        Belonging.institution_id == institution.id, current(Belonging, on)
    )
