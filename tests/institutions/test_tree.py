"""The tree of parent bodies: dated edges, no circles, at most eight levels."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit, unit_of_work
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.parents import DEEPEST
from crm.institutions.queries import bodies_above, bodies_below, institutions_below
from crm.institutions.tree import Edge, Span, Tree, place_body, place_institution, unsay
from tests.factories.register import make_institution, make_parent_body

pytestmark = pytest.mark.both_engines

START = date(2027, 1, 1)
ALWAYS = Span(date.min, date.max)
BODIES = st.integers(1, 12)
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(
    lambda ends: Span(START + timedelta(min(ends)), START + timedelta(max(ends)))
)
EDGES = st.lists(st.builds(Edge, BODIES, BODIES, SPANS), max_size=40)


def grown(edges: list[Edge]) -> tuple[Tree, list[Edge]]:
    """The tree that grows when each edge is added unless something speaks against it."""
    tree, kept = Tree([]), []
    for edge in edges:
        if not tree.objection(edge):
            tree.add(edge)
            kept.append(edge)
    return tree, kept


def chains_on(day: date, edges: list[Edge]) -> Iterator[list[int]]:
    """From every body the way up on one day, followed without any of the tree's own code."""
    above: dict[int, list[int]] = {}
    for edge in edges:
        if edge.span.first <= day <= edge.span.last:
            above.setdefault(edge.child_id, []).append(edge.parent_id)
    assert all(len(parents) == 1 for parents in above.values())
    for body in above:
        chain = [body]
        while chain[-1] in above and len(chain) < 50:
            chain.append(above[chain[-1]][0])
        yield chain


def is_sound(edges: list[Edge]) -> bool:
    """Whether the edges make a tree on every day, told by following them."""
    days = (START + timedelta(offset) for offset in range(31))
    try:
        chains = [chain for day in days for chain in chains_on(day, edges)]
    except AssertionError:
        return False
    return all(len(set(chain)) == len(chain) <= DEEPEST for chain in chains)


@given(EDGES)
@settings(max_examples=300, deadline=None)
def test_on_every_day_it_is_a_tree_at_most_eight_deep(edges: list[Edge]) -> None:
    _tree, kept = grown(edges)

    assert is_sound(kept)


@given(EDGES, st.builds(Edge, BODIES, BODIES, SPANS))
@settings(max_examples=300, deadline=None)
def test_whatever_would_not_be_a_tree_is_refused_and_nothing_else(
    edges: list[Edge], one: Edge
) -> None:
    tree, kept = grown(edges)

    assert bool(tree.objection(one)) is not is_sound([*kept, one])


def test_places_may_change_hands_over_time() -> None:
    first, second = Span(START, START + timedelta(9)), Span(START + timedelta(10), date.max)

    tree, kept = grown([Edge(1, 2, first), Edge(2, 1, second)])

    assert len(kept) == 2
    assert tree.objection(Edge(3, 1, ALWAYS)) == ""


def test_a_circle_is_refused_in_words(app: Flask) -> None:
    faculty, university, ministry = (
        make_parent_body(name=name) for name in ("Fakultas", "Universitas", "Kementerian")
    )
    place_body(faculty, university, by=SYSTEM)
    place_body(university, ministry, by=SYSTEM)

    with pytest.raises(NotPossible, match="Fakultas"):
        place_body(ministry, faculty, by=SYSTEM)
    with pytest.raises(NotPossible):
        place_body(faculty, ministry, by=SYSTEM)


def test_the_ninth_level_is_refused(app: Flask) -> None:
    bodies = [make_parent_body() for _ in range(DEEPEST + 1)]
    for child, parent in pairwise(bodies[:-1]):
        place_body(child, parent, by=SYSTEM)

    with pytest.raises(NotPossible, match="8"):
        place_body(bodies[-2], bodies[-1], by=SYSTEM)


def test_two_halves_of_a_circle_at_the_same_moment(app: Flask) -> None:
    """Each edge is harmless alone; together they would close the circle (seen on PostgreSQL)."""
    a, b, c, d = (make_parent_body() for _ in range(4))
    place_body(b, c, by=SYSTEM)
    place_body(d, a, by=SYSTEM)
    halves = [(a.id, b.id), (c.id, d.id)]
    commit()
    ready = Barrier(2)

    def close(half: tuple[int, int]) -> bool:
        with app.app_context():
            ready.wait()
            try:
                with unit_of_work():
                    child, parent = (db.session.get_one(ParentBody, one) for one in half)
                    place_body(child, parent, by=SYSTEM)
            except NotPossible:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(close, halves)) == [False, True]


def test_members_are_rolled_up_through_the_tree_of_a_day(app: Flask) -> None:
    ministry, poltekkes, other = (make_parent_body() for _ in range(3))
    member, stranger = make_institution(), make_institution()
    edge = place_body(poltekkes, ministry, by=SYSTEM, starts_on=START)
    place_institution(member, poltekkes, by=SYSTEM)
    place_institution(stranger, other, by=SYSTEM)

    def below(on: date) -> list[Institution]:
        return list(db.session.scalars(institutions_below(ministry.id, on=on)))

    assert below(START) == [member]
    assert below(START - timedelta(1)) == []
    edge.end(by=SYSTEM, on=START + timedelta(5))
    assert below(START + timedelta(5)) == [member]
    assert below(START + timedelta(6)) == []


def test_the_chain_above_is_read_from_the_top(app: Flask) -> None:
    faculty, university, ministry = (make_parent_body() for _ in range(3))
    place_body(faculty, university, by=SYSTEM)
    place_body(university, ministry, by=SYSTEM)

    above = db.session.scalars(bodies_above(faculty.id, on=START))

    assert list(above) == [ministry, university]
    assert set(db.session.scalars(bodies_below(ministry.id, on=START))) == {
        faculty.id,
        university.id,
        ministry.id,
    }


def test_a_circle_that_an_import_has_left_does_no_harm(app: Flask) -> None:
    first, second = make_parent_body(), make_parent_body()
    place_body(first, second, by=SYSTEM)
    edge = place_body(second, make_parent_body(), by=SYSTEM)
    edge.parent = first
    db.session.flush()

    assert len(list(db.session.scalars(bodies_below(first.id, on=START)))) == 2
    assert list(db.session.scalars(bodies_above(first.id, on=START)))


def test_the_same_place_twice_is_refused_and_a_mistake_can_be_taken_back(app: Flask) -> None:
    institution, body = make_institution(), make_parent_body()
    placed = place_institution(institution, body, by=SYSTEM, starts_on=START)

    with pytest.raises(NotPossible):
        place_institution(institution, body, by=SYSTEM, ends_on=START)
    with pytest.raises(NotPossible):
        placed.end(by=SYSTEM, on=START - timedelta(1))
    unsay(placed, by=SYSTEM)
    commit()

    assert place_institution(institution, body, by=SYSTEM, ends_on=START).id
