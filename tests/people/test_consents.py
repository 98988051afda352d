"""Consent: a log of what people said, and what follows at once from a no."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.institutions.queries import today
from crm.people.consenting import note_consents
from crm.people.models import (
    Consent,
    ContactRole,
    Decision,
    Erasure,
    Person,
    Purpose,
    Said,
    Way,
)
from crm.people.queries import consented_among, consenting_to, standing_consents
from crm.people.witnessing import liaison_known
from crm.permissions import Role
from crm.reminders.models import Lane, Message, MessageState, Redirection, Unsubscription
from crm.reminders.outbox import Addressee, Letter, owe
from crm.reminders.unsubscribing import token_for
from tests.conftest import SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.pages import post, token_on, words_of

A_YES = {"decision": "given", "way": "letter", "evidence": "Surat 12, 4 Januari"}
A_NO = {"decision": "withdrawn", "way": "spoken"}


def secretary_of(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(language="en"))


def said(browser: FlaskClient, person: Person, purposes: list[str], how: dict[str, Any]) -> int:
    here = f"/people/{person.id}/consents"
    day = {"said_on": today().isoformat()}
    return post(browser, here, {"purposes": purposes, **day, **how}, page=f"{here}/new").status_code


def letter(to: str, key: str, lane: Lane, institution_id: int | None = None) -> None:
    reader = Addressee(email=to, institution_id=institution_id)
    owe([Letter(to=reader, key=key, kind="reminder", subject="S", text="T", lane=lane)])


def states() -> dict[str, tuple[str, MessageState]]:
    found = db.session.scalars(sa.select(Message))
    return {one.dedupe_key: (one.recipient, one.state) for one in found}


def test_the_log_grows_and_the_newest_line_holds(sign_in: SignIn) -> None:
    secretary, person = secretary_of(sign_in), make_person(name="Ratna")

    first = said(secretary, person, ["promotional", "contact"], A_YES)
    then = said(secretary, person, ["promotional"], A_NO)

    assert (first, then) == (303, 303)
    held = standing_consents(person.id)
    assert (held[Purpose.PROMOTIONAL].decision, held[Purpose.CONTACT].decision) == (
        Decision.WITHDRAWN,
        Decision.GIVEN,
    )
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 3
    assert consented_among([person.id], Purpose.CONTACT) == {person.id}
    assert consented_among([person.id], Purpose.PROMOTIONAL) == set()
    log = words_of(secretary.get(f"/people/{person.id}/consents").text)
    assert "a later line replaced this one" in log
    assert "Surat 12, 4 Januari" in log
    page = words_of(secretary.get(f"/people/{person.id}").text)
    assert "Ratna withdrew consent: promotion" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"evidence": ""},
        {"decision": ""},
        {"purposes": []},
        {"said_on": (clock.now() + timedelta(days=2)).date().isoformat()},
        {"way": "telepathy"},
    ],
)
def test_a_yes_without_what_it_needs_is_refused(sign_in: SignIn, wrong: dict[str, Any]) -> None:
    secretary, person = secretary_of(sign_in), make_person()

    given = {"purposes": ["photo"], "said_on": today().isoformat(), **A_YES, **wrong}
    here = f"/people/{person.id}/consents"

    assert post(secretary, here, given, page=f"{here}/new").status_code == 422
    assert db.session.scalar(sa.select(Consent)) is None


def test_a_no_to_promotion_stops_it_at_once_and_a_yes_lets_it_come_again(sign_in: SignIn) -> None:
    secretary, person = secretary_of(sign_in), make_person(email="ratna@b.example")
    letter("ratna@b.example", "promotion", Lane.PROMOTION)
    letter("ratna@b.example", "work", Lane.REMINDER)
    letter("yusuf@m.example", "other", Lane.PROMOTION)

    said(secretary, person, ["promotional"], A_NO)

    assert {key: state for key, (_to, state) in states().items()} == {
        "promotion": MessageState.CANCELLED,
        "work": MessageState.QUEUED,
        "other": MessageState.QUEUED,
    }
    assert db.session.scalars(sa.select(Unsubscription.address)).all() == ["ratna@b.example"]
    said(secretary, person, ["promotional"], A_YES)
    assert db.session.scalars(sa.select(Unsubscription.address)).all() == []
    assert set(db.session.scalars(consenting_to(Purpose.PROMOTIONAL))) == {person.id}


def test_the_link_in_a_letter_writes_the_log_too(client: FlaskClient) -> None:
    person, address = make_person(email="ratna@b.example"), f"/u/{token_for('ratna@b.example')}"

    for _ in range(2):
        answer = client.post(address, data={"csrf_token": token_on(client.get(address).text)})
        assert answer.status_code == 200

    (line,) = db.session.scalars(sa.select(Consent))
    assert (line.person_id, line.purpose, line.way) == (person.id, Purpose.PROMOTIONAL, Way.LINK)
    assert line.decision is Decision.WITHDRAWN


def test_letters_about_work_go_to_the_mailbox_of_the_place_they_concern(app: Flask) -> None:
    first = make_institution(email="perpus@b.example")
    second = make_institution(email="perpus@m.example")
    person = make_person(email="Ratna@B.example")
    make_affiliation(person, first)
    make_affiliation(person, second)
    letter("ratna@b.example", "at M", Lane.REMINDER, second.id)
    letter("ratna@b.example", "nowhere", Lane.LETTER)
    letter("ratna@b.example", "password", Lane.URGENT)

    how = Said(Way.SPOKEN, today())
    note_consents(person, [Purpose.OPERATIONAL], Decision.WITHDRAWN, how, by=SYSTEM)
    letter("ratna@b.example", "password again", Lane.URGENT)

    assert states() == {
        "at M": ("perpus@m.example", MessageState.QUEUED),
        "nowhere": ("perpus@b.example", MessageState.QUEUED),
        "password": ("ratna@b.example", MessageState.QUEUED),
        "password again": ("ratna@b.example", MessageState.QUEUED),
    }
    assert standing_consents(person.id)[Purpose.PROMOTIONAL].decision is Decision.WITHDRAWN
    (wish,) = db.session.scalars(sa.select(Erasure))
    assert wish.due_at - wish.asked_at == timedelta(hours=72)
    note_consents(person, [Purpose.OPERATIONAL], Decision.GIVEN, how, by=SYSTEM)
    assert db.session.scalars(sa.select(Redirection)).all() == []


def test_without_a_mailbox_the_letter_stays_and_says_why(app: Flask) -> None:
    person = make_person(email="ratna@b.example")
    letter("ratna@b.example", "work", Lane.LETTER)

    how = Said(Way.SPOKEN, today())
    note_consents(person, [Purpose.OPERATIONAL], Decision.WITHDRAWN, how, by=SYSTEM)

    db.session.expire_all()
    (message,) = db.session.scalars(sa.select(Message).where(Message.dedupe_key == "work"))
    assert message.state is MessageState.CANCELLED
    assert "no mailbox" in message.last_error


@pytest.mark.parametrize("role", [Role.BOARD, Role.PARTNER, Role.EXPERT, Role.CAMPAIGN_MANAGER])
def test_the_log_is_the_secretariats_and_the_administrators(sign_in: SignIn, role: Role) -> None:
    place, person = make_institution(), make_person()
    make_affiliation(person, place)
    reader = sign_in(make_user(role, institution_id=place.id))

    for page in ("consents", "consents/new", "copy"):
        assert reader.get(f"/people/{person.id}/{page}").status_code == 403
    assert "Consent" not in reader.get(f"/people/{person.id}").text


def test_the_log_is_enough_for_an_application_and_a_name_alone_is_not(app: Flask) -> None:
    place, how = make_institution(), Said(Way.LETTER, today())
    make_affiliation(make_person(name="Anwar"), place, role=ContactRole.HEAD)
    maria = make_person(name="Maria Wenda")
    make_affiliation(maria, place, role=ContactRole.LIAISON)

    before = liaison_known(place)
    note_consents(maria, [Purpose.OPERATIONAL], Decision.GIVEN, how, by=SYSTEM)
    after = liaison_known(place)
    note_consents(maria, [Purpose.OPERATIONAL], Decision.WITHDRAWN, how, by=SYSTEM)
    later = liaison_known(place)

    assert before is not None
    assert after is not None
    assert later is not None
    assert not before.is_enough
    assert (after.said, after.is_enough) == ("Maria Wenda", True)
    assert not later.is_enough
