"""Letters at the desk: what became of them, their exact words, another try."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.db import db
from crm.core.mail import Folder
from crm.core.smtp import Patience, Smtp
from crm.core.tokens import digest
from crm.core.transactions import commit
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.models import Bounce, Message, MessageState
from crm.reminders.scheduler import tick
from crm.reminders.sending import Postman
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.factories.reminders import make_letter
from tests.pages import post, words_of

REFUSAL = "550 5.1.1 Nobody lives here"


def make_dead(**given: object) -> Message:
    return make_letter(
        **{"state": MessageState.DEAD, "attempts": 1, "last_error": REFUSAL, **given}
    )


def make_link(recipient: str) -> Link:
    link = Link(
        purpose="rsvp",
        subject_kind="meeting",
        subject_id=1,
        recipient=recipient,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=9),
        receipt={},
    )
    db.session.add(link)
    db.session.flush()
    link.digest = digest(link.secret)
    return link


def test_every_letter_shows_what_became_of_it(secretary: FlaskClient) -> None:
    make_letter(subject="Undangan", state=MessageState.SENT, sent_at=clock.now(), rule="R01")
    make_dead(subject="Pengingat")
    make_letter(subject="Usulan", last_error="451 later", attempts=1)
    make_letter(subject="Lama", state=MessageState.CANCELLED, last_error="withdrawn")

    page = words_of(secretary.get("/desk/letters").text)

    for words in ("Undangan R01", "Sent", "Given up", "Will be tried again", "Not needed"):
        assert words in page


@pytest.mark.parametrize(
    ("address", "seen", "unseen"),
    [
        ("?state=dead", "Pengingat", "Undangan"),
        ("?rule=R01", "Undangan", "Pengingat"),
        ("?to=ratna@contoh.example", "Pengingat", "Undangan"),
        ("?state=owed", "Nothing matches", "Undangan"),
    ],
)
def test_the_list_narrows_by_the_address(
    secretary: FlaskClient, address: str, seen: str, unseen: str
) -> None:
    make_letter(subject="Undangan", state=MessageState.SENT, rule="R01")
    make_dead(subject="Pengingat", recipient="ratna@contoh.example")

    page = words_of(secretary.get(f"/desk/letters{address}").text)

    assert seen in page
    assert unseen not in page


def test_an_unknown_filter_is_refused(secretary: FlaskClient) -> None:
    assert secretary.get("/desk/letters?state=secret").status_code == 400
    assert secretary.get("/desk/letters?body=x").status_code == 400


def test_private_links_are_masked_outside_the_demo(app: Flask, secretary: FlaskClient) -> None:
    link = make_link("ratna@contoh.example")
    letter = make_letter(
        recipient="ratna@contoh.example", body_text=f"Jawab di sini: [[link:{link.id}]]\n"
    )

    masked = secretary.get(f"/desk/letters/{letter.id}").text
    app.config["MITRA"], before = replace(app.config["MITRA"], mode="demo"), app.config["MITRA"]
    try:
        opened = secretary.get(f"/desk/letters/{letter.id}").text
    finally:
        app.config["MITRA"] = before

    assert "[private link]" in masked
    assert link.secret not in masked
    assert link.secret in opened


def test_hostile_words_stay_words(secretary: FlaskClient) -> None:
    letter = make_letter(
        subject="<script>alert(1)</script>", body_text="<img src=x onerror=alert(1)>\n"
    )

    page = secretary.get(f"/desk/letters/{letter.id}").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADMIN])
def test_words_of_letters_are_the_secretariats_affair(
    app: Flask, sign_in: SignIn, role: Role
) -> None:
    user = make_user(role, language="en", totp_secret="JBSWY3DPEHPK3PXP")
    letter = make_letter(body_text="Rahasia rumah\n", state=MessageState.SENT)
    commit()

    page = sign_in(user).get(f"/desk/letters/{letter.id}", follow_redirects=True).text

    assert "Rahasia rumah" not in page


def test_a_letter_given_up_can_be_sent_again(
    app: Flask, secretary: FlaskClient, tmp_path: Path
) -> None:
    letter = make_dead(recipient="salah@contoh.example", created_at=clock.now() - timedelta(days=5))
    for days in (1, 2):
        day = clock.now().date() - timedelta(days=days)
        db.session.add(Bounce(address="salah@contoh.example", day=day, reply=REFUSAL))
    commit()
    attention = words_of(secretary.get("/desk/attention").text)
    assert REFUSAL in attention
    assert "refused on 2 days" in attention

    answer = post(secretary, f"/desk/letters/{letter.id}/tries", page=f"/desk/letters/{letter.id}")
    db.session.expire_all()

    assert answer.status_code == 302
    assert letter.state is MessageState.QUEUED
    assert db.session.scalars(sa.select(Bounce)).all() == []
    assert "put the letter to" in words_of(secretary.get(f"/desk/letters/{letter.id}").text)
    Postman(Smtp("127.0.0.1", 9, patience=Patience(1, 1, 1))).deliver()
    db.session.expire_all()
    assert letter.state is MessageState.QUEUED


def test_sending_twice_is_refused(secretary: FlaskClient) -> None:
    letter = make_letter(state=MessageState.SENT)

    answer = post(secretary, f"/desk/letters/{letter.id}/tries", page="/desk/letters")

    assert answer.status_code == 409


def test_a_letter_given_up_can_be_laid_aside(secretary: FlaskClient) -> None:
    letter = make_dead()

    post(secretary, f"/desk/letters/{letter.id}/deletion", page="/desk/attention")
    db.session.expire_all()

    assert letter.state is MessageState.CANCELLED
    assert "Nothing needs a look" in words_of(secretary.get("/desk/attention").text)


def test_an_address_can_be_trusted_again(secretary: FlaskClient) -> None:
    for days in (1, 2):
        day = clock.now().date() - timedelta(days=days)
        db.session.add(Bounce(address="salah@contoh.example", day=day, reply=REFUSAL))

    post(
        secretary,
        "/desk/attention/addresses/deletion",
        {"address": "salah@contoh.example"},
        page="/desk/attention",
    )

    assert db.session.scalars(sa.select(Bounce)).all() == []


def test_the_desk_says_when_letters_do_not_leave(app: Flask, secretary: FlaskClient) -> None:
    make_letter(created_at=clock.now() - timedelta(minutes=20))
    commit()
    tick()
    late = words_of(secretary.get("/desk/letters").text)
    app.config["MITRA"], before = replace(app.config["MITRA"], mail_url=""), app.config["MITRA"]
    try:
        without = words_of(secretary.get("/desk").text)
    finally:
        app.config["MITRA"] = before

    assert "Letters wait since" in late
    assert "no mail server is set" in without


def test_nobody_home_shows_on_the_desk_and_loses_nothing(
    secretary: FlaskClient, tmp_path: Path
) -> None:
    letter = make_letter(subject="Undangan")
    commit()
    Postman(Smtp("127.0.0.1", 9, patience=Patience(1, 1, 1))).deliver()

    shown = words_of(secretary.get(f"/desk/letters/{letter.id}").text)
    letter.next_at = clock.now()
    commit()
    Postman(Folder(tmp_path / "letters")).deliver()
    db.session.expire_all()

    assert "Will be tried again" in shown
    assert "refused" in shown
    assert letter.state is MessageState.SENT


@pytest.mark.parametrize("count", [3, 45])
def test_the_list_costs_the_same_for_any_length(
    secretary: FlaskClient, count_queries: CountQueries, count: int
) -> None:
    for _ in range(count):
        make_letter()
    commit()

    with count_queries() as statements:
        assert secretary.get("/desk/letters").status_code == 200

    assert len(statements) <= 9
