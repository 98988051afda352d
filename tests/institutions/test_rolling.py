"""What everything below a parent body adds up to, and how far the body is involved."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from crm.core.actors import SYSTEM
from crm.institutions.models import MembershipState
from crm.institutions.rolling import Involvement, rolled_up
from crm.institutions.succession import succeed
from crm.institutions.tree import place_body
from tests.conftest import SignIn
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)
from tests.pages import words_of

pytestmark = pytest.mark.both_engines

ON = date(2027, 9, 1)


@pytest.fixture
def tree(app: Flask) -> Any:
    """A ministry over a university, a member under each, one absorbed by the other."""
    ministry, university = make_parent_body(name="Kementerian"), make_parent_body()
    place_body(university, ministry, by=SYSTEM)
    heir, gone = (make_institution(state=MembershipState.ACTIVE) for _ in range(2))
    for one in (heir, gone):
        make_belonging(one, university)
        make_affiliation(make_person(), one)
    shared = make_person()
    make_affiliation(shared, heir)
    make_affiliation(shared, gone)
    make_affiliation(make_person(), make_institution(state=MembershipState.ACTIVE))
    succeed(gone, heir, by=SYSTEM, on=date(2027, 6, 30), reason="SK")
    return ministry


def test_everything_below_is_summed_once_through_every_level(tree: Any) -> None:
    figures = dict(rolled_up(tree, on=ON).figures)

    assert list(figures.values())[:2] == [1, 3]


@pytest.mark.parametrize(
    ("parts", "percent"),
    [([], None), ([("a", 0, 0)], None), ([("a", 1, 2), ("b", 3, 4)], 67), ([("a", 0, 5)], 0)],
)
def test_the_involvement_index_is_done_of_all_that_was_asked(
    parts: list[tuple[str, int, int]], percent: int | None
) -> None:
    assert Involvement(parts).percent == percent


def test_the_page_tells_the_figures_and_why_there_is_no_index(tree: Any, sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))

    page = words_of(secretary.get(f"/parent-bodies/{tree.id}").text)

    assert "Below it, in 12 months" in page
    assert "members 1" in page
    assert "people 3" in page
    assert "nobody was asked yet" in page
