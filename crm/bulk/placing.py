"""Parent bodies of a file under those that their rows name, as far as the tree allows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from crm.bulk.findings import Findings
from crm.bulk.naming import parents_named
from crm.bulk.spool import TOGETHER
from crm.core.db import db
from crm.core.pouring import pour
from crm.institutions.models import Subordination
from crm.institutions.tree import Edge, Span, present_tree
from crm.network.models import Network

ALWAYS = Span.of(None, None)


class Placing(NamedTuple):
    """A record that has nothing above it, and what its row names."""

    child: int
    named: str
    parent: int | None
    line: int


def place_bodies(wanted: Sequence[Placing], findings: Findings) -> None:
    """Add the edges that make no circle and no chain too long; the others are warned about."""
    if not wanted:
        return
    _hold_the_tree()
    edges = list(_possible(wanted, findings))
    for begin in range(0, len(edges), TOGETHER):
        pour(Subordination, edges[begin : begin + TOGETHER])


def _possible(wanted: Sequence[Placing], findings: Findings) -> Iterator[dict[str, int]]:
    tree = present_tree()
    for placing, parent in _with_parents(wanted):
        edge = Edge(placing.child, parent or placing.child, ALWAYS)
        if tree.objection(edge):
            findings.warn(placing.line, "impossible_parent", None, placing.named)
            continue
        tree.add(edge)
        yield {"child_id": edge.child_id, "parent_id": edge.parent_id}


def _with_parents(wanted: Sequence[Placing]) -> Iterator[tuple[Placing, int | None]]:
    for begin in range(0, len(wanted), TOGETHER):
        some = wanted[begin : begin + TOGETHER]
        named = parents_named(one.named for one in some)
        yield from ((one, named.get(one.named)) for one in some)


def _hold_the_tree() -> None:
    """Two edges that are harmless alone can close a circle together."""
    db.session.execute(sa.select(Network.id).with_for_update())
