"""The partnership pulse: the formula at its edges, and what the page shows to whom."""

from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.core import clock
from crm.core.actors import SYSTEM
from crm.institutions.models import MembershipState
from crm.institutions.pulse import WEIGHTS, Measured, Part, pulse_at, pulse_of
from crm.institutions.succession import succeed
from crm.links.issuing import consume, issue
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import words_of

pytestmark = pytest.mark.both_engines

P = Part
FULL = [Measured(part, 1, 1) for part in P]
TABLE = [
    ([], None),
    ([Measured(part) for part in P], None),
    ([Measured(P.DATA, 0, 0)], None),
    (FULL, 100),
    ([Measured(part, 0, 1) for part in P], 0),
    ([Measured(P.MEETINGS, 9, 11), Measured(P.DATA, 1, 1)], 88),
    ([Measured(P.COMMITMENTS, 120, 93)], 100),
    ([Measured(P.MEETINGS, 1, 2), Measured(P.REPLIES, 14, 19), Measured(P.PORTAL)], 56),
    ([Measured(P.MEETINGS, 0, 4), Measured(P.DATA, 1, 1)], 33),
]


@pytest.mark.parametrize(("measured", "score"), TABLE)
def test_parts_without_a_denominator_leave_and_the_rest_is_scaled(
    measured: list[Measured], score: int | None
) -> None:
    assert pulse_of(measured).score == score


def test_the_weights_are_a_whole() -> None:
    assert set(WEIGHTS) == set(P)
    assert sum(WEIGHTS.values()) == 100


counted = st.builds(
    Measured,
    st.sampled_from(P),
    st.floats(0, 1000),
    st.one_of(st.none(), st.just(0.0), st.floats(0.001, 1000)),
)


@given(st.lists(counted, unique_by=lambda one: one.part))
def test_the_pulse_lies_between_its_weakest_and_its_strongest_part(parts: list[Measured]) -> None:
    shares = [100 * one.share for one in parts if one.share is not None]
    score = pulse_of(parts).score

    if score is None:
        assert shares == []
    else:
        assert min(shares) - 0.51 <= score <= max(shares) + 0.51


def test_replies_of_forerunners_count_once_for_the_successor(app: Flask) -> None:
    gone, heir = make_institution(), make_institution()
    today = clock.today("Asia/Jakarta")
    for institution, answers in ((gone, True), (heir, True), (heir, False)):
        link = issue(
            "x",
            institution,
            recipient="a@b.example",
            expires_at=clock.now() + timedelta(seconds=60 if answers else -60),
            institution_id=institution.id,
        )
        if answers:
            assert consume(link, receipt={})
    succeed(gone, heir, by=SYSTEM, on=today, reason="SK")

    replies = {one.part: one for one in pulse_at(heir, on=today).parts}[P.REPLIES]

    assert (replies.done, replies.due) == (2, 3)


def test_only_the_staff_and_the_own_people_see_it(sign_in: SignIn) -> None:
    member = make_institution(
        state=MembershipState.ACTIVE, published=True, last_confirmed_on=date(2020, 1, 1)
    )
    secretary = sign_in(make_user(language="en"))
    own = sign_in(make_user(Role.PARTNER, institution_id=member.id, language="en"))
    other = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id, language="en"))

    def page(browser: object) -> str:
        return words_of(browser.get(f"/institutions/{member.id}").text)  # type: ignore[attr-defined]

    assert "0 of 100 in 12 months" in page(secretary)
    assert "longer ago than a year" in page(secretary)
    assert "not counted: nothing was due" in page(own)
    assert "Partnership pulse" not in page(other)
