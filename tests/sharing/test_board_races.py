"""The whole board pressed by two at once, and the need of the register behind one of the board."""

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.institutions.models import Need, NeedKind, NeedState
from crm.institutions.queries import today
from crm.people.queries import skills
from crm.permissions import Role
from crm.sharing.board.answering import remember
from crm.sharing.models import Assignment, NeedAnswer, State
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.board import make_able, make_need, make_offer, skill_named
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_assignment
from tests.pages import token_on, words_of
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines


def test_two_who_accept_the_same_line_at_once_make_one_draft(
    cast: Cast, app: Flask, sign_in: SignIn
) -> None:
    make_able(cast.ratna)
    need = make_need(cast.host)
    commit()
    line = {"need": need.id, "person": cast.ratna.id, "home": cast.home.id, "offer": 0}
    requests = []
    for _ in range(4):
        browser = sign_in(make_user(Role.SECRETARIAT))
        token = token_on(browser.get("/account").text)
        requests.append((browser, "/sharing/board", {**line, "csrf_token": token}))
    commit()

    statuses = sent_at_once(requests)

    assert sorted(statuses) == [303, 409, 409, 409]
    db.session.expire_all()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Assignment)) == 1
    assert db.session.scalar(sa.select(sa.func.count()).select_from(NeedAnswer)) == 1


def agreed_for_a_need_of_the_register(cast: Cast) -> tuple[Need, Assignment]:
    facts = {"kind": NeedKind.SKILL, "title": "Tenaga pengolah", "detail": ""}
    noted = save(Need.note(cast.host, by=SYSTEM, on=today(), **facts))
    need = make_need(cast.host, register_need_id=noted.id)
    assignment = make_assignment(cast)
    remember(assignment, need, None, by=SYSTEM)
    propose(assignment, by=cast.dewi_user)
    for party in list(assignment.awaited):
        agree(assignment, cast.voice(party), version=1)
    commit()
    return noted, assignment


def test_the_need_of_the_register_is_met_with_the_one_of_the_board_and_opens_with_it(
    cast: Cast,
) -> None:
    noted, assignment = agreed_for_a_need_of_the_register(cast)
    assert (noted.state, noted.met_by) == (NeedState.MET, cast.home)
    assert noted.settled_how.startswith("BTH-")

    assignment.withdraw(by=cast.secretariat.as_actor(), reason="Ratna sakit")
    commit()

    assert (noted.state, noted.met_by, noted.settled_on) == (NeedState.OPEN, None, None)


def test_what_was_settled_by_hand_stays_settled(cast: Cast) -> None:
    noted, assignment = agreed_for_a_need_of_the_register(cast)
    noted.settled_how = "Pegawai baru"
    commit()

    assignment.withdraw(by=cast.secretariat.as_actor(), reason="-")
    commit()

    assert assignment.state is State.WITHDRAWN
    assert noted.state is NeedState.MET


@pytest.mark.parametrize(("saved", "is_told"), [("another", True), ("cataloguing", False)])
def test_who_saves_an_offer_second_reads_which_skills_were_saved_first(
    cast: Cast, sign_in: SignIn, saved: str, *, is_told: bool
) -> None:
    offer = make_offer(cast.home)
    commit()
    old = offer.version
    others = sorted({one.code for one in db.session.scalars(skills())} - {"cataloguing"})
    other = skill_named("cataloguing" if saved == "cataloguing" else others[0])
    offer.change(by=SYSTEM, on=today(), able=[f"{other.id}:3"], role="Lain")
    commit()
    browser, url = sign_in(cast.dewi_user), f"/sharing/offers/{offer.id}"
    typed = {
        "role": "Milik saya", "skill_id": skill_named().id, "second_skill_id": 0,
        "third_skill_id": 0, "ability": 3, "weekly_minutes": "4", "person_id": 0, "detail": "",
        "starts_on": offer.starts_on.isoformat(), "ends_on": offer.ends_on.isoformat(),
        "version": old, "csrf_token": token_on(browser.get("/account").text),
    }  # fmt: skip

    answer = browser.post(url, data=typed)

    assert answer.status_code == 422
    assert (f": {other.name_id}" in words_of(answer.text)) is is_told
    assert ": Lain" in words_of(answer.text)
