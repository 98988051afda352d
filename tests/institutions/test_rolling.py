"""What everything below a parent body adds up to, and how far the body is involved."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.institutions.models import Backing, MembershipState
from crm.institutions.rolling import Involvement, rolled_up
from crm.institutions.succession import succeed
from crm.institutions.tree import place_body
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)
from tests.pages import post, words_of

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


def a_year_of_one_faculty(sign_in: SignIn) -> tuple[Any, Any]:
    """A faculty, and the secretary who keeps what it was asked for."""
    return make_parent_body(approval_days=10), sign_in(make_user(language="en"))


def asked_of(body: Any, secretary: Any, **given: str) -> Any:
    """Note through the page what a parent body was asked to give."""
    page = f"/parent-bodies/{body.id}/backings"
    usual = {
        "kind": "funding", "title": "2,000 brochures", "state": "open", "answered_on": "",
        "asked_on": "2027-08-02", "reply_by": "2027-08-16", "said": "",
    }  # fmt: skip
    return post(secretary, page, {**usual, **given}, page=f"{page}/new")


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ({"state": "given", "answered_on": "2027-08-20"}, "1 of 1"),
        ({"state": "refused", "answered_on": "2027-08-20"}, "0 of 1"),
        ({"reply_by": "2027-08-31"}, "0 of 1"),
        ({"reply_by": "2027-09-01"}, "–"),
        ({"asked_on": "2026-09-01", "state": "given", "answered_on": "2026-09-02"}, "1 of 1"),
        ({"asked_on": "2026-08-31", "state": "given", "answered_on": "2026-09-02"}, "–"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("funding", "Asked for money, and gave it"),
        ("endorsement", "Asked for its word, and gave it"),
    ],
)
def test_what_a_body_gave_counts_of_what_was_answered_or_is_late(
    app: Flask, sign_in: SignIn, given: dict[str, str], share: str, kind: str, label: str
) -> None:
    with time_machine.travel(datetime(2027, 9, 1, 3, tzinfo=UTC), tick=False):
        body, secretary = a_year_of_one_faculty(sign_in)

        assert asked_of(body, secretary, kind=kind, **given).status_code == 303

        page = words_of(secretary.get(f"/parent-bodies/{body.id}").text)
        assert f"{label} {share}" in page


def test_the_index_shows_its_parts_and_its_formula(app: Flask, sign_in: SignIn) -> None:
    with time_machine.travel(datetime(2027, 9, 1, 3, tzinfo=UTC), tick=False):
        body, secretary = a_year_of_one_faculty(sign_in)
        asked_of(body, secretary, state="given", answered_on="2027-08-20")
        asked_of(body, secretary, kind="endorsement", state="refused", answered_on="2027-08-20")
        asked_of(body, secretary, kind="endorsement", state="given", answered_on="2027-08-20")

        page = words_of(secretary.get(f"/parent-bodies/{body.id}").text)

        assert "67 % of what was asked" in page
        assert "(0 + 0 + 1 + 1) / (0 + 0 + 1 + 2) = 67 %" in page


def test_what_was_asked_is_answered_later_and_the_history_tells_it(
    app: Flask, sign_in: SignIn
) -> None:
    with time_machine.travel(datetime(2027, 9, 1, 3, tzinfo=UTC), tick=False):
        body, secretary = a_year_of_one_faculty(sign_in)
        asked_of(body, secretary)
        backing = db.session.scalars(sa.select(Backing)).one()
        there = f"/parent-bodies/{body.id}/backings/{backing.id}"
        form = {
            "kind": "funding", "title": "2,000 brochures", "asked_on": "2027-08-02",
            "reply_by": "2027-08-16", "state": "given", "said": "Surat 12/2027",
            "version": str(backing.version),
        }  # fmt: skip

        without_day = post(secretary, there, {**form, "answered_on": ""}, page=f"{there}/edit")
        ahead = post(secretary, there, {**form, "answered_on": "2027-09-02"}, page=f"{there}/edit")
        given = post(secretary, there, {**form, "answered_on": "2027-08-20"}, page=f"{there}/edit")

        assert (without_day.status_code, ahead.status_code, given.status_code) == (422, 422, 303)
        assert "Say on which day the answer came." in words_of(without_day.text)
        history = secretary.get(f"/parent-bodies/{body.id}?part=timeline").text
        assert f"noted that {body.name} gave: 2,000 brochures" in words_of(history)


def test_only_who_keeps_the_register_notes_what_was_asked(app: Flask, sign_in: SignIn) -> None:
    body = make_parent_body()
    address = f"/parent-bodies/{body.id}/backings/new"
    approver = sign_in(make_user(Role.PARENT_APPROVER, parent_body_id=body.id))

    assert approver.get(address).status_code == 403
    assert "/backings" not in approver.get(f"/parent-bodies/{body.id}").text
