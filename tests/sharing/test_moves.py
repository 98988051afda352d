"""The table of moves, and two who press at once."""

from datetime import date

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.links.models import Link
from crm.sharing.models import (
    ENDED,
    MOVES,
    Assignment,
    Party,
    State,
)
from crm.sharing.negotiation import agree, propose
from tests.factories.sharing import Cast, make_assignment
from tests.pages import token_on
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines


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
