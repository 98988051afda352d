"""E4: a counter-proposal in the same second as the last yes to the old version."""

from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.sharing.models import Assignment, Party, SignOff, State
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.sharing import Cast, make_assignment, make_cast
from tests.pages import post, token_on, words_of
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines

CHANGES = {
    "version": "1",
    "tasks": "Pengatalogan 400 judul",
    "weekly_minutes": "6",
    "weekdays": ["1", "3"],
    "starts": "09:00",
    "ends": "12:00",
    "zone": "Asia/Makassar",
    "starts_on": "2027-04-01",
    "ends_on": "2027-07-31",
    "mode": "hybrid",
    "location": "Perpustakaan RSUD Puspa Lentera",
    "note": "",
}


@pytest.fixture
def cast(app: Flask) -> Any:
    with time_machine.travel("2027-02-24T02:00:00+00:00", tick=False):
        yield make_cast()


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    """Home and host have agreed to version 1; Ratna's yes would be the last."""
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    agree(drafted, cast.voice(Party.HOST_HEAD), version=1)
    commit()
    return drafted


def link_of_ratna(version: int = 1) -> Link:
    query = sa.select(Link).where(Link.party == "person", Link.subject_version == version)
    return db.session.scalars(query).one()


def countered(browser: FlaskClient, assignment: Assignment) -> int:
    page = f"/sharing/assignments/{assignment.id}/counterproposals"
    return post(browser, page, CHANGES, page=f"{page}/new").status_code


def sign_in_ratna(cast: Cast, sign_in: SignIn) -> FlaskClient:
    """Ratna has an account of her own as well."""
    _user, cast.ratna.user = None, cast.dewi_user.__class__(
        email="ratna@lazuardi.example", name="Ratna", role="expert", epoch=1,
        created_at=cast.dewi_user.created_at, language="id", zone="Asia/Jakarta",
    )  # fmt: skip
    db.session.flush()
    return sign_in(cast.ratna.user)


def test_the_yes_on_the_old_page_is_kept_on_version_1(
    cast: Cast, assignment: Assignment, sign_in: SignIn
) -> None:
    ratna, dewi = sign_in_ratna(cast, sign_in), sign_in(cast.dewi_user)
    url = f"/sharing/assignments/{assignment.id}"
    token = token_on(ratna.get(url).text)

    countered(dewi, assignment)
    yes = ratna.post(f"{url}/signoffs", data={"csrf_token": token, "version": "1"})

    assert yes.status_code == 303
    late = assignment.answers_to(1)[-1]
    assert (late.party, late.decision.value, late.came_late) == (Party.PERSON, "yes", True)
    assert assignment.state is State.COUNTERED
    assert assignment.agreed == {Party.HOME_HEAD}
    assert "Versi usang" in words_of(ratna.get(url).text)
    assert "LateAnswerNoted" in set(db.session.scalars(sa.select(AuditEntry.fact)))


def test_the_link_of_version_1_says_so(
    cast: Cast, assignment: Assignment, sign_in: SignIn, client: FlaskClient
) -> None:
    link = link_of_ratna()
    page = client.get(f"/c/{link.secret}", follow_redirects=True)

    countered(sign_in(cast.dewi_user), assignment)
    yes = client.post(
        f"/c/link/{link.id}", data={"csrf_token": token_on(page.text), "decision": "yes"}
    )
    opened = client.get(f"/c/{link.secret}")

    for answer in (yes, opened):
        assert answer.status_code == 410
        assert "Tautan ini untuk versi 1. Versi 2 sudah menggantikannya." in words_of(answer.text)
    assert assignment.state is State.COUNTERED
    assert link_of_ratna(version=2).used_at is None


def test_a_counter_after_the_last_yes_comes_too_late(
    cast: Cast, assignment: Assignment, sign_in: SignIn
) -> None:
    dewi = sign_in(cast.dewi_user)
    page = f"/sharing/assignments/{assignment.id}/counterproposals"
    token = token_on(dewi.get(f"{page}/new").text)

    agree(assignment, cast.voice(Party.PERSON), version=1)
    answer = dewi.post(page, data={"csrf_token": token, **CHANGES})

    assert answer.status_code == 422
    assert "Hanya usulan yang masih terbuka yang bisa diubah." in words_of(answer.text)
    assert assignment.state is State.CONFIRMED
    assert assignment.current_number == 1


@pytest.mark.parametrize("turn", range(4))
def test_in_the_same_second_one_of_them_wins(
    cast: Cast, assignment: Assignment, app: Flask, sign_in: SignIn, turn: int
) -> None:
    link, dewi, ratna = link_of_ratna(), sign_in(cast.dewi_user), app.test_client()
    token = token_on(ratna.get(f"/c/{link.secret}", follow_redirects=True).text)
    page = f"/sharing/assignments/{assignment.id}/counterproposals"
    changes = {"csrf_token": token_on(dewi.get(f"{page}/new").text), **CHANGES}
    yes = (ratna, f"/c/link/{link.id}", {"csrf_token": token, "decision": "yes"})
    commit()

    statuses = sent_at_once(
        [yes, (dewi, page, changes)] if turn % 2 else [(dewi, page, changes), yes]
    )

    db.session.expire_all()
    assert 503 not in statuses
    assert 500 not in statuses
    if assignment.current_number == 1:
        assert assignment.state is State.CONFIRMED
    else:
        assert assignment.state is State.COUNTERED
        assert assignment.agreed == {Party.HOME_HEAD}
    late = db.session.scalars(sa.select(SignOff).where(SignOff.came_late)).all()
    assert all(answer.version == 1 for answer in late)
