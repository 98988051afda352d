"""An invitation answered: by link on a phone, by link again, or signed in (A17-A20)."""

import re

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.transactions import commit
from crm.gatherings.letters import InvitationWords, issue_invitation
from crm.gatherings.models import Gathering, Invitee, Reply, Rsvp
from crm.links.issuing import issue
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.models import Message
from tests.conftest import SignIn
from tests.factories.gathering_cast import Cast
from tests.factories.gatherings import SECRETARY, jakarta, make_gathering, make_invitee
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post, token_on, words_of
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines

PURPOSE = "gatherings.rsvp"


@pytest.fixture
def invitee(cast: Cast) -> Invitee:
    """Yusuf of Makassar, with the invitation in his mail."""
    gathering = make_gathering()
    place = make_invitee(gathering, cast.puspa, email="yusuf@puspa.example", name="Yusuf Rahmadi")
    issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()
    return place


def newest_link() -> Link:
    query = sa.select(Link).where(Link.purpose == PURPOSE).order_by(Link.id.desc())
    return db.session.scalars(query.limit(1)).one()


def letters() -> list[Message]:
    return list(db.session.scalars(sa.select(Message).order_by(Message.id)))


def opened(browser: FlaskClient, link: Link) -> TestResponse:
    return browser.get(f"/c/{link.secret}", follow_redirects=True)


def answered(browser: FlaskClient, link: Link, answer: str, note: str = "") -> TestResponse:
    token = token_on(opened(browser, link).text)
    return browser.post(
        f"/c/link/{link.id}", data={"answer": answer, "note": note, "csrf_token": token}
    )


def reply_of(invitee: Invitee) -> Rsvp:
    return db.session.get_one(Invitee, invitee.id).rsvp


def test_looking_changes_nothing(client: FlaskClient, invitee: Invitee) -> None:
    link = newest_link()

    for method in ("get", "head", "options"):
        for _n in range(5):
            getattr(client, method)(f"/c/{link.secret}")

    assert reply_of(invitee) is Rsvp.NEEDS_ACTION
    assert newest_link().used_at is None


def test_the_page_asks_on_the_readers_clock(client: FlaskClient, invitee: Invitee) -> None:
    said = words_of(opened(client, newest_link()).text)

    assert "Apakah Bapak/Ibu hadir pada Rapat Rutin Januari 2027?" in said
    assert "Rabu, 13 Januari 2027, 10.00–12.00 WIB" in said
    assert "11.00 WITA" in said
    assert "Ya, kami hadir" in said


@pytest.mark.parametrize(
    ("answer", "rsvp"),
    [("accepted", Rsvp.ACCEPTED), ("declined", Rsvp.DECLINED), ("tentative", Rsvp.TENTATIVE)],
)
def test_one_click_answers(client: FlaskClient, invitee: Invitee, answer: str, rsvp: Rsvp) -> None:
    page = answered(client, newest_link(), answer, "Diwakili Ratna")

    assert page.status_code == 303
    assert reply_of(invitee) is rsvp
    reply = db.session.scalars(sa.select(Reply)).one()
    assert (reply.note, reply.answered_by, reply.way) == ("Diwakili Ratna", "Yusuf Rahmadi", "link")


def test_a_used_link_shows_the_answer_and_acts_no_more(
    client: FlaskClient, invitee: Invitee
) -> None:
    link = newest_link()
    answered(client, link, "accepted")

    page = opened(client, link)
    again = client.post(
        f"/c/link/{link.id}", data={"answer": "declined", "csrf_token": token_on(page.text)}
    )

    assert page.status_code == again.status_code == 410
    assert "Jawaban Anda tercatat" in words_of(page.text)
    assert "Hadir" in words_of(page.text)
    assert reply_of(invitee) is Rsvp.ACCEPTED


def test_twenty_clicks_at_once_are_one_answer(app: Flask, invitee: Invitee) -> None:
    link, requests = newest_link(), []
    for _n in range(20):
        browser = app.test_client()
        token = token_on(opened(browser, link).text)
        data = {"answer": "accepted", "csrf_token": token}
        requests.append((browser, f"/c/link/{link.id}", data))

    db.session.rollback()

    statuses = sent_at_once(requests)

    assert sorted(statuses) == [303, *[410] * 19]
    assert len(list(db.session.scalars(sa.select(Reply)))) == 1
    kept = sa.select(AuditEntry).where(AuditEntry.fact == "InvitationAccepted")
    assert len(list(db.session.scalars(kept))) == 1


def test_an_answer_nobody_offered_is_asked_again(client: FlaskClient, invitee: Invitee) -> None:
    page = answered(client, newest_link(), "delegated", "Ini catatan saya")

    assert page.status_code == 422
    assert "Ini catatan saya" in page.text
    assert reply_of(invitee) is Rsvp.NEEDS_ACTION


def test_changing_the_answer_takes_a_fresh_link_to_the_same_address(
    client: FlaskClient, invitee: Invitee
) -> None:
    first = newest_link()
    answered(client, first, "accepted")
    before = len(letters())

    for _n in range(2):
        token = token_on(opened(client, first).text)
        page = client.post(
            "/gatherings/answer-links", data={"secret": first.secret, "csrf_token": token}
        )
        assert page.status_code == 200

    new = letters()[before:]
    assert [(one.kind, one.recipient) for one in new] == [
        ("gatherings/mail/new_link", "yusuf@puspa.example")
    ]
    second = newest_link()
    assert f"[[link:{second.id}]]" in new[0].body_text
    answered(client, second, "declined")
    assert reply_of(invitee) is Rsvp.DECLINED
    assert "Sesudah itu jawaban diubah menjadi: Tidak hadir" in words_of(opened(client, first).text)


@pytest.mark.parametrize("secret", ["", "x" * 43, "\x00"])
def test_nobody_gets_a_link_for_a_secret_they_do_not_hold(
    client: FlaskClient, invitee: Invitee, secret: str
) -> None:
    token = token_on(opened(client, newest_link()).text)

    answer = client.post("/gatherings/answer-links", data={"secret": secret, "csrf_token": token})

    assert answer.status_code == 404
    assert newest_link().id == newest_link().id
    assert all(one.kind != "gatherings/mail/new_link" for one in letters())


def test_a_link_to_something_else_opens_no_invitation(
    client: FlaskClient, invitee: Invitee
) -> None:
    foreign = issue(
        "accounts.reset", make_user(), recipient="a@b.example", expires_at=jakarta(2027, 2, 1)
    )
    token = token_on(opened(client, newest_link()).text)

    answer = client.post(
        "/gatherings/answer-links", data={"secret": foreign.secret, "csrf_token": token}
    )

    assert answer.status_code == 404


def test_the_date_moved_and_the_old_link_says_so(client: FlaskClient, invitee: Invitee) -> None:
    old = newest_link()
    gathering = db.session.get_one(Gathering, invitee.gathering_id)
    gathering.move(jakarta(2027, 1, 20), by=SECRETARY)
    commit()

    page = opened(client, old)

    assert page.status_code == 410
    assert "Surat yang lebih baru sudah menggantikannya" in words_of(page.text)
    assert newest_link().id != old.id
    assert answered(client, newest_link(), "accepted").status_code == 303


def test_a_cancelled_meeting_asks_nothing_any_more(client: FlaskClient, invitee: Invitee) -> None:
    link = newest_link()
    db.session.get_one(Gathering, invitee.gathering_id).cancel(reason="Banjir", by=SECRETARY)
    commit()

    page = opened(client, link)

    assert page.status_code == 410
    assert "dibatalkan. Tidak ada yang perlu dijawab." in words_of(page.text)
    assert "Kirimi saya tautan baru" not in page.text


def test_a_link_ends_with_the_start_of_the_meeting(
    client: FlaskClient, invitee: Invitee, today: time_machine.Traveller
) -> None:
    link = newest_link()
    assert link.expires_at == invitee.gathering.starts_at

    today.move_to(invitee.gathering.starts_at)
    page = opened(client, link)

    assert page.status_code == 410
    assert "Masa berlakunya sudah habis." in words_of(page.text)


def test_a_partner_answers_signed_in(cast: Cast, invitee: Invitee, sign_in: SignIn) -> None:
    browser = sign_in(cast.yusuf)
    url = f"/gatherings/invitees/{invitee.id}/answers"
    assert "Jawab" in browser.get(f"/gatherings/{invitee.gathering_id}").text

    answer = post(browser, url, {"answer": "tentative"}, page=f"{url}/new")

    assert answer.status_code == 303
    assert reply_of(invitee) is Rsvp.TENTATIVE


def test_nobody_answers_for_another_institution(
    cast: Cast, invitee: Invitee, sign_in: SignIn
) -> None:
    browser = sign_in(cast.dewi)
    url = f"/gatherings/invitees/{invitee.id}/answers"

    assert browser.get(f"{url}/new").status_code == 404
    answer = browser.post(url, data={"answer": "declined", "csrf_token": _token(browser)})
    assert answer.status_code == 404
    assert reply_of(invitee) is Rsvp.NEEDS_ACTION


def test_an_expert_answers_for_the_own_person(app: Flask, sign_in: SignIn) -> None:
    user = make_user(Role.EXPERT)
    maya = make_person(name="Maya Lestari", email=user.email, user_id=user.id)
    gathering = make_gathering()
    place = make_invitee(gathering, None, person=maya, email=user.email)
    other = make_invitee(gathering, make_institution())
    issue_invitation(gathering, InvitationWords(), by=SECRETARY)
    commit()
    browser = sign_in(user)

    assert browser.get(f"/gatherings/{gathering.id}").status_code == 200
    url = f"/gatherings/invitees/{place.id}/answers"
    assert post(browser, url, {"answer": "accepted"}, page=f"{url}/new").status_code == 303
    assert browser.get(f"/gatherings/invitees/{other.id}/answers/new").status_code == 404


def test_the_secretariat_does_not_answer_for_a_partner(
    cast: Cast, invitee: Invitee, sign_in: SignIn
) -> None:
    browser = sign_in(cast.sari)

    assert browser.get(f"/gatherings/invitees/{invitee.id}/answers/new").status_code == 403


def _token(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/gatherings").text)
    assert found
    return found[1]
