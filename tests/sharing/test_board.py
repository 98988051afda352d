"""What other rooms and the first page ask of this one: P08, what waits, what concerns a member."""

from datetime import date, timedelta

import pytest
import time_machine

from crm.core.db import db
from crm.institutions.queries import today
from crm.permissions import Role
from crm.sharing.models import Assignment, Party, State, Voice
from crm.sharing.negotiation import agree, propose
from crm.sharing.queries import (
    assignments_of,
    assignments_waiting_for,
    status_board,
)
from tests.conftest import CountQueries
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import Cast, make_approver, make_assignment

pytestmark = pytest.mark.both_engines

DEAN = Party.HOME_PARENT


def proposed(cast: Cast) -> Assignment:
    assignment = make_assignment(cast)
    propose(assignment, by=cast.dewi_user)
    return assignment


def confirmed(cast: Cast) -> Assignment:
    assignment = proposed(cast)
    for party in (Party.HOST_HEAD, Party.PERSON):
        agree(assignment, cast.voice(party), version=1)
    return assignment


def waiting_for(user: object) -> list[Assignment]:
    return list(db.session.scalars(assignments_waiting_for(user, on=today())).unique())  # type: ignore[arg-type]


def test_the_board_orders_by_state_and_by_how_long_it_waits(
    cast: Cast, clock_stands: time_machine.Traveller
) -> None:
    make_assignment(cast)
    first = proposed(cast)
    clock_stands.shift(timedelta(days=2))
    proposed(cast).withdraw(by=cast.dewi_user.as_actor(), reason="-")
    done = confirmed(cast)

    rows = status_board(on=date(2027, 3, 1))

    assert [(row.assignment, row.days_waiting, row.is_late) for row in rows] == [
        (first, 5, False),
        (done, 3, False),
    ]
    assert rows[0].awaited == (Party.HOST_HEAD, Party.PERSON)
    assert rows[1].awaited == (DEAN,)


def test_after_its_deadline_a_proposal_is_late(cast: Cast) -> None:
    proposed(cast)

    assert not status_board(on=date(2027, 3, 18))[0].is_late
    assert status_board(on=date(2027, 3, 19))[0].is_late


def test_the_board_of_a_reader_shows_what_they_see(cast: Cast) -> None:
    proposed(cast)
    stranger = make_user(Role.PARTNER, institution_id=make_institution().id)

    assert len(status_board(on=today(), user=cast.yusuf_user)) == 1
    assert status_board(on=today(), user=stranger) == []


def test_the_board_costs_the_same_for_one_and_for_many(
    cast: Cast, count_queries: CountQueries
) -> None:
    for _ in range(5):
        proposed(cast)
    db.session.commit()
    db.session.expunge_all()
    with count_queries() as statements:
        status_board(on=date(2027, 3, 1))

    assert len(statements) <= 4, "\n".join(statements)


def test_what_waits_for_whom(cast: Cast) -> None:
    asked, agreed = proposed(cast), confirmed(cast)
    dean = make_approver(cast.faculty)

    assert waiting_for(cast.yusuf_user) == [asked]
    assert waiting_for(cast.dewi_user) == []
    assert waiting_for(dean) == [agreed]
    assert waiting_for(cast.secretariat) == []
    agree(agreed, Voice(party=DEAN, by=dean.as_actor()), version=1)
    assert agreed.state is State.APPROVED
    assert waiting_for(cast.secretariat) == [agreed]
    assert waiting_for(dean) == []


def test_a_draft_of_another_side_is_not_of_a_member(cast: Cast) -> None:
    draft, asked = make_assignment(cast), proposed(cast)

    def of(institution: object) -> set[Assignment]:
        return set(db.session.scalars(assignments_of(institution)).unique())  # type: ignore[arg-type]

    assert of(cast.home) == {draft, asked}
    assert of(cast.host) == {asked}
    assert of(make_institution()) == set()
