"""The membership's moves: one table, by the staff, each with its reason where it takes away."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.institutions.housekeeping import move_memberships_with_time
from crm.institutions.models import MOVES, Institution, MembershipState
from crm.institutions.words import MOVE_NAMES, STATE_NAMES, STATE_TONES
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

S = MembershipState
FIRST_DAY = date(2027, 1, 4)
WAYS = [(here, there) for here in S for there in S]


@pytest.mark.parametrize(("here", "there"), WAYS, ids=str)
def test_only_the_moves_of_the_table_are_possible(app: Flask, here: S, there: S) -> None:
    institution = make_institution(state=here)

    if there in MOVES[here]:
        institution.move_membership(there, by=SYSTEM, on=FIRST_DAY, reason="sebab")
        assert institution.state is there
    else:
        with pytest.raises(NotPossible):
            institution.move_membership(there, by=SYSTEM, on=FIRST_DAY, reason="sebab")


def test_every_state_has_its_words_and_every_move_its_button() -> None:
    assert set(STATE_NAMES) == set(STATE_TONES) == set(S)
    assert {to for moves in MOVES.values() for to in moves} == set(MOVE_NAMES)


def test_the_first_activation_makes_a_member_since_that_day(app: Flask) -> None:
    institution = make_institution(state=S.VERIFIED)

    institution.move_membership(S.ACTIVE, by=SYSTEM, on=FIRST_DAY)

    assert institution.joined_on == institution.last_confirmed_on == FIRST_DAY
    assert institution.published


def test_coming_back_keeps_the_first_day_and_the_choice_of_the_directory(app: Flask) -> None:
    institution = make_institution(state=S.GRACE, joined_on=FIRST_DAY, published=False)

    institution.move_membership(S.ACTIVE, by=SYSTEM, on=date(2028, 1, 1))

    assert institution.joined_on == FIRST_DAY
    assert not institution.published


@pytest.mark.parametrize("to", ["suspended", "withdrawn"])
def test_what_takes_away_needs_a_reason(sign_in: SignIn, to: str) -> None:
    secretary = sign_in(make_user(language="en"))
    institution = make_institution(state=S.ACTIVE, published=True)
    here = f"/institutions/{institution.id}"
    given = {"to": to, "on": "2027-01-04"}

    without = post(secretary, f"{here}/memberships", given, page=f"{here}/memberships/new?to={to}")
    said = {**given, "reason": "Perpustakaan ditutup"}
    done = post(secretary, f"{here}/memberships", said, page=f"{here}/memberships/new?to={to}")

    assert without.status_code == 422
    assert "Say why, in one sentence" in words_of(without.text)
    assert done.status_code == 303
    assert "Perpustakaan ditutup" in secretary.get(here).text


def test_a_move_that_is_not_in_the_table_is_refused_with_409(sign_in: SignIn) -> None:
    secretary = sign_in(make_user())
    institution = make_institution(state=S.PROSPECT)
    page = f"/institutions/{institution.id}/memberships/new?to=active"

    answer = post(
        secretary,
        f"/institutions/{institution.id}/memberships",
        {"to": "active", "on": "2027-01-04"},
        page=page,
    )

    assert answer.status_code == 409
    db.session.expire_all()
    assert db.session.get_one(Institution, institution.id).state is S.PROSPECT


@pytest.mark.parametrize("to", ["merged", "none", "", "x"])
def test_steps_that_no_button_of_ours_says_are_refused(sign_in: SignIn, to: str) -> None:
    secretary = sign_in(make_user())
    institution = make_institution()

    answer = secretary.get(f"/institutions/{institution.id}/memberships/new?to={to}")

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.SECRETARIAT, Role.ADMIN}]
)
def test_nobody_else_moves_a_membership(sign_in: SignIn, role: Role) -> None:
    institution = make_institution(state=S.VERIFIED)
    browser = sign_in(make_user(role, institution_id=institution.id))

    answer = post(
        browser,
        f"/institutions/{institution.id}/memberships",
        {"to": "active", "on": "2027-01-04"},
        page="/",
    )

    assert answer.status_code == 403
    db.session.expire_all()
    assert db.session.get_one(Institution, institution.id).state is S.VERIFIED


def test_the_page_says_the_next_step_in_words(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    institution = make_institution(state=S.APPLIED)

    page = words_of(secretary.get(f"/institutions/{institution.id}").text)

    assert "Next step: check the letter, the liaison and the ethics statement." in page
    assert "Verify the application" in page


def test_the_own_people_confirm_the_data(sign_in: SignIn) -> None:
    institution = make_institution(state=S.ACTIVE, last_confirmed_on=date(2020, 1, 1))
    partner = sign_in(make_user(Role.PARTNER, institution_id=institution.id))

    answer = post(
        partner,
        f"/institutions/{institution.id}/data-confirmations",
        page=f"/institutions/{institution.id}",
    )

    assert answer.status_code == 303
    db.session.expire_all()
    confirmed = db.session.get_one(Institution, institution.id).last_confirmed_on
    assert confirmed is not None
    assert confirmed > date(2020, 1, 1)


LAST_DAY = date(2028, 1, 3)


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2028, 1, 3), S.ACTIVE),
        (date(2028, 1, 4), S.GRACE),
        (date(2028, 4, 2), S.GRACE),
        (date(2028, 4, 3), S.LAPSED),
    ],
)
def test_the_clock_gives_grace_for_ninety_days_and_then_lets_lapse(
    app: Flask, on: date, stands: S
) -> None:
    member = make_institution(state=S.ACTIVE, membership_ends_on=LAST_DAY, published=True)
    fixed = make_institution(state=S.ACTIVE, membership_ends_on=LAST_DAY, membership_is_fixed=True)
    endless = make_institution(state=S.ACTIVE)
    commit()

    with time_machine.travel(datetime.combine(on, time(12), UTC), tick=False):
        move_memberships_with_time()
        move_memberships_with_time()

    db.session.expire_all()
    assert member.state is stands
    assert member.published is (stands is not S.LAPSED)
    assert fixed.state is endless.state is S.ACTIVE


def test_a_renewal_in_grace_sets_new_days_and_keeps_the_first(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    member = make_institution(
        state=S.GRACE, joined_on=FIRST_DAY, membership_ends_on=LAST_DAY, published=True
    )
    here = f"/institutions/{member.id}/memberships"
    given = {"to": "active", "on": "2028-01-04", "until": "2028-01-01"}

    wrong = post(secretary, here, given, page=f"{here}/new?to=active")
    right = post(secretary, here, given | {"until": "2029-01-03"}, page=f"{here}/new?to=active")

    assert (wrong.status_code, right.status_code) == (422, 303)
    db.session.expire_all()
    assert member.joined_on == FIRST_DAY
    assert member.membership_starts_on == date(2028, 1, 4)
    assert member.membership_ends_on == date(2029, 1, 3)


def test_the_secretariat_changes_the_days_and_may_hold_the_clock(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    member = make_institution(state=S.ACTIVE, membership_ends_on=LAST_DAY)
    here = f"/institutions/{member.id}/memberships"
    given = {"membership_ends_on": "2028-06-30", "membership_is_fixed": "y", "version": "1"}

    answer = post(secretary, f"{here}/terms", given, page=f"{here}/edit")

    assert answer.status_code == 303
    page = words_of(secretary.get(f"/institutions/{member.id}?part=profile").text)
    assert "until 30 June 2028 · fixed, whatever the date" in page
