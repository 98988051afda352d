"""The tree of parent bodies through time: who is above whom, and what may be placed where.

Each edge holds for a span of days. On every single day the edges make a tree: nobody is above
itself, nobody has two parents, no chain is longer than eight (domain 5.4).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.institutions.models.parents import DEEPEST
from crm.network.models import Network


class Span(NamedTuple):
    """Days, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, starts_on: date | None, ends_on: date | None) -> "Span":
        """The span of an edge; an open end reaches to the end of the calendar."""
        return cls(starts_on or date.min, ends_on or date.max)

    def common(self, other: "Span") -> "Span | None":
        """The days that lie in both."""
        shared = Span(max(self.first, other.first), min(self.last, other.last))
        return shared if shared.first <= shared.last else None


class Edge(NamedTuple):
    """One body under another for a span."""

    child_id: int
    parent_id: int
    span: Span


Ends = dict[int, list[tuple[int, Span]]]


class Tree:
    """All edges, to be asked before one more is added."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        """Sort the edges by both ends."""
        self._up: Ends = defaultdict(list)
        self._down: Ends = defaultdict(list)
        for edge in edges:
            self.add(edge)

    def add(self, edge: Edge) -> None:
        """Add an edge without asking; for whoever checks many in one go."""
        self._up[edge.child_id].append((edge.parent_id, edge.span))
        self._down[edge.parent_id].append((edge.child_id, edge.span))

    def parents_during(self, body_id: int, span: Span) -> list[int]:
        """Who is directly above on any day of the span."""
        return [parent for parent, held in self._up[body_id] if held.common(span)]

    def objection(self, edge: Edge) -> str:
        """Why the edge can't be added: a code word, empty when it can."""
        if edge.child_id == edge.parent_id or self._reaches(edge):
            return "cycle"
        if self.parents_during(edge.child_id, edge.span):
            return "second parent"
        above = self._levels(self._up, edge.parent_id, edge.span)
        below = self._levels(self._down, edge.child_id, edge.span)
        return "too deep" if above + below > DEEPEST else ""

    def _reaches(self, edge: Edge) -> bool:
        """Tell whether the child already stands above the parent on some day of the span."""
        return any(found == edge.child_id for found in self._above(edge.parent_id, edge.span))

    def _above(self, body_id: int, span: Span, steps: int = DEEPEST) -> Iterator[int]:
        for parent, shared in _during(self._up[body_id], span):
            yield parent
            if steps:
                yield from self._above(parent, shared, steps - 1)

    def _levels(self, ends: Ends, body_id: int, span: Span, steps: int = DEEPEST) -> int:
        if not steps:
            return 1
        further = _during(ends[body_id], span)
        longest = (self._levels(ends, other, shared, steps - 1) for other, shared in further)
        return 1 + max(longest, default=0)


def _during(edges: list[tuple[int, Span]], span: Span) -> list[tuple[int, Span]]:
    return [(other, shared) for other, held in edges if (shared := held.common(span))]


def present_tree() -> Tree:
    """The tree as it is stored, past and future edges included. Costs one statement."""
    columns = (
        Subordination.child_id,
        Subordination.parent_id,
        Subordination.starts_on,
        Subordination.ends_on,
    )
    rows = db.session.execute(sa.select(*columns))
    return Tree(Edge(child, parent, Span.of(first, last)) for child, parent, first, last in rows)


def place_body(
    child: ParentBody,
    parent: ParentBody,
    *,
    by: Actor,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Subordination:
    """Place one parent body under another, or say why that can't be."""
    _one_at_a_time()
    edge = Edge(child.id, parent.id, Span.of(starts_on, ends_on))
    _refuse(present_tree().objection(edge), child, parent)
    placed = save(Subordination(child=child, parent=parent, starts_on=starts_on, ends_on=ends_on))
    placed.note_begin(by=by)
    return placed


def place_institution(
    institution: Institution,
    parent_body: ParentBody,
    *,
    by: Actor,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Belonging:
    """Place an institution under a parent body; the same place twice in a span is refused."""
    span = Span.of(starts_on, ends_on)
    same = sa.select(Belonging).where(
        Belonging.institution_id == institution.id, Belonging.parent_body_id == parent_body.id
    )
    if any(span.common(Span.of(b.starts_on, b.ends_on)) for b in db.session.scalars(same)):
        names = _names(institution, parent_body)
        raise NotPossible(_("%(name)s already stands under %(parent)s in that time.", **names))
    placed = save(
        Belonging(
            institution=institution, parent_body=parent_body, starts_on=starts_on, ends_on=ends_on
        )
    )
    placed.note_begin(by=by)
    return placed


def unsay(edge: Belonging | Subordination, *, by: Actor) -> None:
    """Remove an edge that was entered by mistake and never held."""
    edge.note_mistake(by=by)
    db.session.delete(edge)


def _one_at_a_time() -> None:
    """Two edges that are harmless alone can close a circle together: hold one row while asking."""
    db.session.execute(sa.select(Network.id).with_for_update())


def _refuse(objection: str, child: ParentBody, parent: ParentBody) -> None:
    names = _names(child, parent)
    if objection == "cycle":
        said = _("%(parent)s already stands under %(name)s: this would be a circle.", **names)
        raise NotPossible(said)
    if objection == "second parent":
        raise NotPossible(_("%(name)s has another parent in that time. End that first.", **names))
    if objection == "too deep":
        raise NotPossible(_("The tree would be more than %(most)s levels deep.", most=DEEPEST))


def _names(child: Institution | ParentBody, parent: ParentBody) -> dict[str, str]:
    return {"name": child.name, "parent": parent.name}
