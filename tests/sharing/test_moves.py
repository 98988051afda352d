"""Whatever people press in whatever order: never confirmed without every yes on one version."""

from datetime import date
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.core.db import db
from crm.core.errors import NotPossible, NotUnderstood, NotValid
from crm.core.transactions import commit, rollback
from crm.links.models import Link
from crm.sharing.models import (
    CONFIRMING,
    ENDED,
    MOVES,
    PROMISED,
    Assignment,
    DeclineReason,
    Party,
    State,
    Voice,
)
from crm.sharing.negotiation import agree, counter, decline, propose
from tests.factories.register import make_person
from tests.factories.sharing import Cast, make_assignment
from tests.pages import token_on
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines

PARTIES = (*CONFIRMING, Party.HOME_PARENT)
HOURS = count(60)
Step = tuple[str, Party, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(("agree", "agree", "agree", "counter", "decline", "withdraw", "propose")),
        st.sampled_from(PARTIES),
        st.integers(min_value=-1, max_value=1),
    ),
    max_size=10,
)


def voice(cast: Cast, party: Party) -> Voice:
    if party is Party.HOME_PARENT:
        return Voice(party=party, by=cast.voice(Party.PERSON).by, email="dekan@lazuardi.example")
    return cast.voice(party)


def taken(cast: Cast, assignment: Assignment, step: Step) -> None:
    verb, party, offset = step
    number = assignment.current_number + offset
    speaker: dict[str, Any] = {"version": number}
    if verb == "agree":
        agree(assignment, voice(cast, party), **speaker)
    elif verb == "counter":
        changed = {"weekly_minutes": next(HOURS), "slots": []}
        counter(assignment, voice(cast, party), changes=changed, note="", **speaker)
    elif verb == "decline":
        reason = DeclineReason.OTHER
        decline(assignment, voice(cast, party), reason=reason, note="-", **speaker)
    elif verb == "withdraw":
        assignment.withdraw(by=cast.dewi_user.as_actor(), reason="-")
    else:
        propose(assignment, by=cast.dewi_user)


def holds(assignment: Assignment, before: State) -> None:
    state = assignment.state
    assert state is before or state in MOVES[before]
    yes = {
        answer.party
        for answer in assignment.sign_offs
        if answer.decision == "yes"
        and answer.version == assignment.current_number
        and not answer.came_late
    }
    if state in PROMISED:
        assert yes >= set(CONFIRMING)
        assert assignment.number_in_force == assignment.current_number
    if state is State.APPROVED:
        assert Party.HOME_PARENT in yes
    versions = [version.number for version in assignment.versions]
    assert versions == list(range(1, assignment.current_number + 1))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pressed=steps)
def test_random_answers_never_confirm_what_was_not_agreed(cast: Cast, pressed: list[Step]) -> None:
    cast.ratna = make_person(name="Ratna Lain", category=cast.ratna.category)
    assignment = make_assignment(cast)
    commit()

    for step in (("propose", Party.HOME_HEAD, 0), *pressed):
        before = assignment.state
        try:
            taken(cast, assignment, step)
            commit()
        except (NotPossible, NotValid, NotUnderstood):
            rollback()
        except Exception:
            rollback()  # so that the next example starts afresh and hypothesis can shrink this one
            raise
        holds(assignment, before)


def test_what_is_confirmed_is_not_proposed_a_second_time(cast: Cast) -> None:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    for party in (Party.HOST_HEAD, Party.PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()
    assert assignment.state is State.CONFIRMED

    with pytest.raises(NotPossible, match=r"Propose changes|Usulkan perubahan"):
        propose(assignment, by=cast.dewi_user)


def test_every_state_has_its_moves_and_ends_somewhere() -> None:
    assert set(MOVES) == set(State)
    assert {State.CLOSED, State.DECLINED, State.WITHDRAWN, State.EXPIRED, State.TERMINATED} == ENDED
    for state in State:
        reached, seen = {state}, set[State]()
        while reached - seen:
            seen |= reached
            reached = {after for one in seen for after in MOVES[one]}
        assert seen & ENDED


@pytest.mark.parametrize("turn", range(2))
def test_two_confirmations_at_once_can_not_overbook(
    cast: Cast, app: Flask, clock_stands: time_machine.Traveller, turn: int
) -> None:
    """Both promises ask for the same hours; each yes alone would be the last one needed."""
    for _ in range(2):
        asked = make_assignment(cast, ends_on=date(2027, 4, 30 - turn))
        propose(asked, by=cast.dewi_user)
        agree(asked, cast.voice(Party.HOST_HEAD), version=1)
    commit()
    requests = []
    for link in db.session.scalars(sa.select(Link).where(Link.party == "person")).all():
        browser = app.test_client()
        page = browser.get(f"/c/{link.secret}", follow_redirects=True)
        form = {"csrf_token": token_on(page.text), "decision": "yes"}
        requests.append((browser, f"/c/link/{link.id}", form))
    commit()

    statuses = sent_at_once(requests)

    db.session.expire_all()
    assert sorted(statuses) == [200, 409]
    states = sorted(db.session.scalars(sa.select(Assignment.state)))
    assert states == [State.CONFIRMED, State.PROPOSED]
