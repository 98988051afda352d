"""A recorded answer that was wrong: voided with a reason, or objected to by the party itself."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders.models import Message
from crm.sharing.models import Assignment, Party, SignOff, State
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.sharing import Cast, make_assignment
from tests.pages import post, words_of
from tests.security.seeded import fingerprint
from tests.sharing.snapshots import same_as_kept
from tests.sharing.test_answers import answered, link_of, opened
from tests.sharing.test_recorded_answers import letters, page_of, said, written

HOME, HOST, PERSON = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON
OBJECTION = "sharing.objection"
WAITS = "keberatan: jawaban Yusuf Rahmadi yang dicatat bukan jawaban mereka"
OTHERS = "Pak Yusuf sedang cuti; yang menjawab bukan beliau."


@pytest.fixture
def desk(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.secretariat)


@pytest.fixture
def assignment(cast: Cast, desk: FlaskClient) -> Assignment:
    """Home has proposed; the secretariat wrote down the host's yes."""
    cast.host.email = "rsud@puspa.example"
    cast.faculty.approver_email = ""
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    assert written(desk, drafted, said(cast)).status_code == 303
    return drafted


def recorded() -> SignOff:
    db.session.expire_all()
    return db.session.scalars(sa.select(SignOff).where(SignOff.recorded_by != "")).one()


def voided(browser: FlaskClient, assignment: Assignment, reason: str = OTHERS) -> int:
    page = page_of(assignment)
    url = f"{page}/recorded-answers/{recorded().id}/deletion"
    return post(browser, url, {"reason": reason}, page=page).status_code


def settled(browser: FlaskClient, assignment: Assignment, reason: str = "Sudah bicara.") -> int:
    page = page_of(assignment)
    url = f"{page}/objections/{recorded().id}"
    return post(browser, url, {"reason": reason}, page=page).status_code


@pytest.mark.both_engines
def test_a_void_answer_counts_no_more_and_the_party_answers_itself(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    assert "Batalkan jawaban ini" in words_of(desk.get(page_of(assignment)).text)
    assert voided(desk, assignment, reason=" ") == 422
    assert assignment.agreed == {HOME, HOST}

    assert voided(desk, assignment) == 303

    assert assignment.awaited == [HOST, PERSON]
    told = {one.recipient: one for one in letters("voided")}
    assert set(told) == {"rsud@puspa.example", cast.yusuf.email}
    letter = told[str(cast.yusuf.email)]
    same_as_kept("voided.id", f"{letter.subject}\n\n{letter.body_text}")
    assert voided(desk, assignment) == 409
    page = words_of(desk.get(page_of(assignment)).text)
    assert "membatalkan jawaban Yusuf Rahmadi atas versi 1 yang dicatat" in page
    assert answered(client, link_of(HOST), decision="yes").status_code == 200
    assert assignment.awaited == [PERSON]


def test_nobody_else_voids_or_settles(
    cast: Cast, assignment: Assignment, sign_in: SignIn, app: Flask
) -> None:
    yusuf = sign_in(cast.yusuf_user)

    assert voided(yusuf, assignment) == 403
    assert settled(yusuf, assignment) == 403
    assert recorded().voided_at is None
    url = f"{page_of(assignment)}/recorded-answers/{recorded().id + 99}/deletion"
    desk = sign_in(cast.secretariat)
    assert post(desk, url, {"reason": "x"}, page=page_of(assignment)).status_code == 404
    own = assignment.sign_offs[0].id
    url = f"{page_of(assignment)}/recorded-answers/{own}/deletion"
    assert post(desk, url, {"reason": "x"}, page=page_of(assignment)).status_code == 404


def test_once_all_have_agreed_only_a_change_or_a_withdrawal_helps(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    agree(assignment, cast.voice(PERSON), version=1)
    commit()

    assert voided(desk, assignment) == 409
    assert assignment.state is State.CONFIRMED
    assert "Batalkan jawaban ini" not in words_of(desk.get(page_of(assignment)).text)


def test_the_receipt_says_how_to_object(assignment: Assignment) -> None:
    [receipt] = letters("recorded")
    link = link_of(HOST, OBJECTION)

    assert (receipt.recipient, link.recipient) == ("rsud@puspa.example", "rsud@puspa.example")
    text = receipt.body_text.replace(f"[[link:{link.id}]]", "[[link]]")
    same_as_kept("recorded.id", f"{receipt.subject}\n\n{text}")
    assert f"[[link:{link.id}]]" in receipt.body_text
    assert f"[[link:{link.id}]]" in receipt.body_html


def test_whoever_only_looks_objects_to_nothing(assignment: Assignment, client: FlaskClient) -> None:
    before = fingerprint()

    page = words_of(opened(client, link_of(HOST, OBJECTION)).text)

    assert "Bukan ini jawaban Bapak/Ibu?" in page
    assert "Sari Wulandari mencatat bahwa Yusuf Rahmadi menyetujui versi 1" in page
    assert fingerprint() == before


@pytest.mark.both_engines
def test_an_objection_voids_the_answer_and_waits_for_the_secretariat(
    assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    link = link_of(HOST, OBJECTION)

    answer = answered(client, link, words=OTHERS)
    again = opened(client, link)

    assert answer.status_code == 200
    assert "Terima kasih. Kami akan memeriksanya." in words_of(answer.text)
    assert "Jawaban ini dibatalkan" in words_of(answer.text)
    assert (again.status_code, recorded().void_reason) == (410, OTHERS)
    assert assignment.awaited == [HOST, PERSON]
    assert WAITS in words_of(desk.get("/").text)
    assert OTHERS in words_of(desk.get(page_of(assignment)).text)
    assert settled(desk, assignment, reason="") == 422
    assert settled(desk, assignment) == 303
    assert settled(desk, assignment) == 409
    assert WAITS not in words_of(desk.get("/").text)
    assert recorded().settled_by == "Sari Wulandari"


def test_an_objection_after_everyone_agreed_is_looked_into_and_changes_nothing(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    agree(assignment, cast.voice(PERSON), version=1)
    commit()

    answer = answered(client, link_of(HOST, OBJECTION), words="")

    assert "yang sudah disepakati tetap seperti adanya" in words_of(answer.text)
    assert assignment.state is State.CONFIRMED
    assert recorded().is_disputed
    assert not recorded().is_void
    assert WAITS in words_of(desk.get("/").text)
    assert db.session.scalars(sa.select(Message.kind)).all().count("sharing/mail/voided") == 0
    assert db.session.scalars(sa.select(Link).where(Link.purpose == OBJECTION)).one().used_at
