"""Answers by a private link, without an account (reliability A17-A20)."""

from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.audit.models import AuditEntry
from crm.core.db import Model, db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders.models import Message
from crm.sharing.models import Assignment, Party, SignOff, State
from crm.sharing.negotiation import agree, propose
from tests.factories.sharing import Cast, make_assignment
from tests.pages import token_on, words_of
from tests.sharing.races import sent_at_once

pytestmark = pytest.mark.both_engines

AT_ONCE = 100
SCANS = 1000
HOME, HOST, PERSON = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


def link_of(party: Party, purpose: str = "sharing.answer", version: int = 1) -> Link:
    query = sa.select(Link).where(
        Link.party == party, Link.purpose == purpose, Link.subject_version == version
    )
    return db.session.scalars(query).one()


def opened(client: FlaskClient, link: Link) -> TestResponse:
    return client.get(f"/c/{link.secret}", follow_redirects=True)


def answered(client: FlaskClient, link: Link, **given: Any) -> TestResponse:
    token = token_on(opened(client, link).text)
    return client.post(f"/c/link/{link.id}", data={"csrf_token": token, **given})


def counted(model: type[Any], *where: Any) -> int:
    query = sa.select(sa.func.count()).select_from(model).where(*where)
    return db.session.scalar(query) or 0


def counter_words(**given: Any) -> dict[str, Any]:
    return {
        "decision": "counter",
        "tasks": "Pengatalogan 400 judul\nMelatih satu petugas",
        "weekly_minutes": "6",
        "weekdays": ["1", "3"],
        "starts": "09:00",
        "ends": "12:00",
        "zone": "Asia/Makassar",
        "starts_on": "2027-04-01",
        "ends_on": "2027-07-31",
        "mode": "hybrid",
        "location": "Perpustakaan RSUD Puspa Lentera",
        "note": "Selasa dan Kamis lebih baik",
        **given,
    }


def test_opening_only_shows(assignment: Assignment, client: FlaskClient) -> None:
    link = link_of(HOST)
    before = counted(AuditEntry)

    for _ in range(5):
        shown = opened(client, link)
        client.head(f"/c/{link.secret}")
        client.options(f"/c/link/{link.id}")

    assert shown.status_code == 200
    assert "Setujui Ratna Prameswari membantu RSUD Puspa Lentera?" in words_of(shown.text)
    assert link.used_at is None
    assert counted(AuditEntry) == before
    assert assignment.agreed == {HOME}


def test_the_person_is_asked_in_person(assignment: Assignment, client: FlaskClient) -> None:
    said = words_of(opened(client, link_of(PERSON)).text)

    assert "Bersedia membantu RSUD Puspa Lentera?" in said
    assert "Senin dan Rabu, 09.00–13.00 WITA" in said
    assert "08.00–12.00 WIB di tempat Bapak/Ibu" in said


def test_the_secret_leaves_the_address(assignment: Assignment, client: FlaskClient) -> None:
    link = link_of(HOST)

    answer = client.get(f"/c/{link.secret}")

    assert answer.status_code == 303
    assert link.secret not in answer.location
    assert client.application.test_client().get(f"/c/link/{link.id}").status_code == 404


def test_a_yes_counts_once_and_is_acknowledged(assignment: Assignment, client: FlaskClient) -> None:
    link = link_of(HOST)

    answer = answered(client, link, decision="yes")
    again = opened(client, link)

    assert answer.status_code == 200
    assert assignment.agreed == {HOME, HOST}
    assert again.status_code == 410
    assert "Jawaban Bapak/Ibu sudah tercatat" in words_of(again.text)
    receipts = db.session.scalars(sa.select(Message).where(Message.kind == "sharing/mail/agreed"))
    assert [letter.recipient for letter in receipts] == [link.recipient]


def test_the_last_yes_confirms_and_everyone_has_a_letter(
    assignment: Assignment, client: FlaskClient, cast: Cast
) -> None:
    answered(client, link_of(HOST), decision="yes")
    answered(client, link_of(PERSON), decision="yes")

    assert assignment.state is State.CONFIRMED
    confirmed = sa.select(Message.recipient).where(Message.kind == "sharing/mail/confirmed")
    wanted = {cast.dewi.email, cast.yusuf.email, cast.ratna.email}
    assert set(db.session.scalars(confirmed)) == wanted


def test_a_counter_by_link_is_version_2(assignment: Assignment, client: FlaskClient) -> None:
    answer = answered(client, link_of(HOST), **counter_words())

    assert answer.status_code == 200
    assert assignment.state is State.COUNTERED
    assert assignment.current.planned_minutes == 93 * 60
    assert assignment.awaited == [HOME, PERSON]
    assert link_of(PERSON, version=1).revoked_at is not None
    assert link_of(HOME, version=2).used_at is None
    closed = opened(client, link_of(PERSON, version=1))
    assert closed.status_code == 410
    assert "Tautan ini untuk versi 1. Versi 2 sudah menggantikannya." in words_of(closed.text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekly_minutes": "7"},
        {"ends_on": "2027-03-01"},
        {"starts": "banyak"},
        {"location": "", "mode": "onsite"},
        {"weekly_minutes": "8", "weekdays": ["0", "2"], "ends": "13:00", "ends_on": "2027-06-30"},
    ],
)
def test_changes_that_do_not_fit_come_back(
    assignment: Assignment, client: FlaskClient, wrong: dict[str, Any]
) -> None:
    link = link_of(HOST)

    answer = answered(client, link, **counter_words(**wrong))

    assert answer.status_code == 422
    assert "Selasa dan Kamis lebih baik" in answer.text
    assert link.used_at is None
    assert assignment.current_number == 1


def test_a_no_needs_its_reason(assignment: Assignment, client: FlaskClient) -> None:
    link = link_of(HOST)

    assert answered(client, link, decision="no", reason="skill", note="").status_code == 422
    assert assignment.state is State.PROPOSED
    done = answered(client, link, decision="no", reason="skill", note="Perlu MARC21")

    assert done.status_code == 200
    assert assignment.state is State.DECLINED
    letters = sa.select(Message).where(Message.kind == "sharing/mail/declined")
    assert all("Perlu MARC21" in one.body_text for one in db.session.scalars(letters))
    other = opened(client, link_of(PERSON))
    assert other.status_code == 410
    assert "Usulan ini sudah berakhir" in words_of(other.text)


@pytest.mark.parametrize("decision", ["", "maybe", "YES"])
def test_no_other_answer(assignment: Assignment, client: FlaskClient, decision: str) -> None:
    assert answered(client, link_of(HOST), decision=decision).status_code == 400
    assert assignment.agreed == {HOME}


def test_without_the_token_of_the_page_nothing_happens(
    assignment: Assignment, client: FlaskClient
) -> None:
    link = link_of(HOST)
    opened(client, link)

    assert client.post(f"/c/link/{link.id}", data={"decision": "yes"}).status_code == 400
    assert assignment.agreed == {HOME}


def test_a_foreign_link_does_not_exist(assignment: Assignment, client: FlaskClient) -> None:
    assert client.get(f"/c/{'x' * 43}").status_code == 404


def test_after_deadline_and_grace_the_link_is_closed(
    assignment: Assignment, client: FlaskClient
) -> None:
    link = link_of(HOST)

    # the deadline is 18 March; 25 March is the last day, on the network's clock
    with time_machine.travel("2027-03-25T16:59:00+00:00", tick=False):
        assert opened(client, link).status_code == 200
    with time_machine.travel("2027-03-25T17:01:00+00:00", tick=False):
        late = opened(client, link)
    assert late.status_code == 410
    assert "Waktu menjawab lewat tautan ini sudah habis" in words_of(late.text)


def test_who_answered_on_the_page_finds_the_link_closed(
    assignment: Assignment, client: FlaskClient, cast: Cast
) -> None:
    agree(assignment, cast.voice(HOST), version=1)
    commit()

    assert opened(client, link_of(HOST)).status_code == 410


def test_the_dean_approves_by_link(assignment: Assignment, client: FlaskClient, cast: Cast) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()
    link = link_of(Party.HOME_PARENT, "sharing.approval")

    page = opened(client, link)
    refused = answered(client, link, **counter_words())
    done = answered(client, link, decision="yes")

    assert "Setujui penugasan Ratna Prameswari ke RSUD Puspa Lentera?" in words_of(page.text)
    assert "Usulkan perubahan" not in words_of(page.text)
    assert refused.status_code == 400
    assert done.status_code == 200
    assert assignment.state is State.APPROVED
    receipt = sa.select(Message.recipient).where(Message.kind == "sharing/mail/approved")
    assert "dekan@lazuardi.example" in set(db.session.scalars(receipt))


def test_the_dean_refuses_by_link(assignment: Assignment, client: FlaskClient, cast: Cast) -> None:
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()
    link = link_of(Party.HOME_PARENT, "sharing.approval")

    answered(client, link, decision="no", reason="policy", note="Masa ujian")

    assert assignment.state is State.DECLINED
    home = sa.select(Message).where(
        Message.kind == "sharing/mail/declined", Message.recipient == cast.dewi.email
    )
    said = db.session.scalars(home).one().body_text
    assert "Masa ujian" in said
    assert "dikembalikan kepada kepala instansi asal" in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_speaks_the_language_of_the_person(
    cast: Cast, client: FlaskClient, language: str
) -> None:
    cast.ratna.language = language
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()

    said = words_of(opened(client, link_of(PERSON)).text)

    wanted = {"id": "Bersedia membantu RSUD", "en": "Will you help RSUD Puspa Lentera?"}
    assert wanted[language] in said


def test_a_hundred_at_once_make_one_answer(
    assignment: Assignment, app: Flask, clock_stands: time_machine.Traveller
) -> None:
    link, requests = link_of(HOST), []
    for _ in range(AT_ONCE):
        browser = app.test_client()
        token = token_on(opened(browser, link).text)
        requests.append((browser, f"/c/link/{link.id}", {"csrf_token": token, "decision": "yes"}))
    commit()

    statuses = sent_at_once(requests)

    db.session.expire_all()
    took = counted(SignOff, SignOff.party == HOST)
    trail = counted(AuditEntry, AuditEntry.fact == "AnswerGiven")
    receipts = counted(Message, Message.kind == "sharing/mail/agreed")
    engine = db.engine.dialect.name
    print(
        f"F10, A18: {AT_ONCE} at once on {engine}: {took} took, {trail} in the trail, {receipts} told"
    )
    assert sorted(statuses) == [200] + [410] * (AT_ONCE - 1)
    assert (took, trail, receipts) == (1, 1, 1)


def test_a_thousand_scanners_change_nothing(
    assignment: Assignment, app: Flask, clock_stands: time_machine.Traveller
) -> None:
    link = link_of(HOST)
    address, page = f"/c/{link.secret}", f"/c/link/{link.id}"
    before, statuses = everything(), set()

    for number in range(SCANS // 4):
        scanner = app.test_client()
        scanner.environ_base["REMOTE_ADDR"] = f"10.1.{number // 250}.{number % 250 + 1}"
        prefetch = {"Purpose": "prefetch", "Sec-Purpose": "prefetch"}
        statuses.add(scanner.get(address, headers=prefetch, follow_redirects=True).status_code)
        statuses.add(scanner.head(address).status_code)
        statuses.add(scanner.options(page).status_code)
        statuses.add(scanner.get(page).status_code)

    changed = sorted(name for name, rows in everything().items() if rows != before[name])
    print(f"F11, A17: {SCANS} scans: tables changed {changed}, answers {sorted(statuses)}")
    assert changed == []
    assert statuses == {200, 303}
    assert answered(app.test_client(), link, decision="yes").status_code == 200


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the house, but for the traces of visits."""
    db.session.expire_all()
    return {
        table.name: sorted(map(tuple, db.session.execute(sa.select(table))), key=repr)
        for table in Model.metadata.sorted_tables
        if table.name not in {"rate_bucket", "tick"}
    }
