"""Answers that came by phone or on paper, written down by the secretariat (domain 3.3, 5.6)."""

import io
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.core.transactions import commit
from crm.files.models import Attachment
from crm.permissions import Role
from crm.reminders.models import Message
from crm.sharing.models import Assignment, Party, SignOff, State
from crm.sharing.negotiation import agree, counter, propose
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.sharing import TUE_THU, Cast, make_assignment, make_version
from tests.pages import token_on, words_of
from tests.sharing.test_answers import counted, link_of, opened

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
HOME, HOST, PERSON = Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON


@pytest.fixture
def assignment(cast: Cast) -> Assignment:
    cast.host.email = "rsud@puspa.example"
    drafted = make_assignment(cast)
    propose(drafted, by=cast.dewi_user)
    commit()
    return drafted


@pytest.fixture
def desk(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.secretariat)


def page_of(assignment: Assignment) -> str:
    return f"/sharing/assignments/{assignment.id}"


def said(cast: Cast, **given: Any) -> dict[str, Any]:
    """Yusuf said yes on the phone."""
    return {
        "speaker": f"host_head:{cast.yusuf.id}",
        "decision": "yes",
        "reason": "",
        "way": "phone",
        "said_on": "2027-02-24",
        "note": "Lewat 0811, pukul 9, akan menandatangani juga",
        "version": "1",
        **given,
    }


def on_paper(name: str = "surat.pdf", content: bytes = PDF) -> dict[str, Any]:
    return {"way": "paper", "note": "", "paper": (io.BytesIO(content), name)}


def written(desk: FlaskClient, assignment: Assignment, answer: dict[str, Any]) -> TestResponse:
    token = token_on(desk.get(f"{page_of(assignment)}/recorded-answers/new").text)
    url = f"{page_of(assignment)}/recorded-answers"
    return desk.post(url, data={"csrf_token": token, **answer})


def letters(kind: str) -> list[Message]:
    query = sa.select(Message).where(Message.kind == f"sharing/mail/{kind}").order_by(Message.id)
    return list(db.session.scalars(query))


@pytest.mark.both_engines
def test_a_yes_by_phone_counts_and_says_who_wrote_it_down(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    answer = written(desk, assignment, said(cast))
    page = words_of(desk.get(page_of(assignment)).text)

    assert answer.status_code == 303
    assert assignment.agreed == {HOME, HOST}
    given = assignment.sign_offs[-1]
    assert (given.by_name, given.recorded_by, given.way) == (
        "Yusuf Rahmadi",
        "Sari Wulandari",
        "phone",
    )
    assert "dicatat oleh Sari Wulandari untuk Yusuf Rahmadi, lewat telepon" in page
    assert "Yusuf Rahmadi (dicatat oleh Sari Wulandari) menyetujui versi 1" in page
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.fact == "AnswerGiven")).one()
    assert (entry.actor, entry.on_behalf_of) == ("Sari Wulandari", "Yusuf Rahmadi")


def test_the_receipt_goes_to_the_institutions_own_address(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    answer = written(desk, assignment, said(cast))
    shown = words_of(desk.get(answer.location).text)

    receipt = letters("recorded")
    assert [one.recipient for one in receipt] == ["rsud@puspa.example"]
    assert "Sari Wulandari mencatat bahwa Yusuf Rahmadi menyetujui versi 1" in receipt[0].body_text
    assert "Lewat 0811" in receipt[0].body_text
    assert "Tanda terima dikirim ke rsud@puspa.example" in shown
    assert letters("agreed") == []


def test_the_paper_is_kept_for_good_and_opens_for_the_parties_alone(
    cast: Cast, assignment: Assignment, desk: FlaskClient, sign_in: SignIn
) -> None:
    answer = written(desk, assignment, said(cast, **on_paper()))

    assert answer.status_code == 303
    paper = db.session.scalars(sa.select(Attachment)).one()
    code = assignment.sign_offs[-1].paper
    assert (paper.code, paper.kept, paper.name) == (code, True, "surat.pdf")
    removed = desk.post(
        f"/attachments/{paper.id}/deletion",
        data={"csrf_token": token_on(desk.get(page_of(assignment)).text)},
    )
    assert removed.status_code == 403
    assert sign_in(cast.yusuf_user).get(f"/files/{code}").status_code == 200
    assert sign_in(make_user(Role.PARTNER)).get(f"/files/{code}").status_code == 404


def test_a_no_needs_its_reason_and_ends_it(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    assert written(desk, assignment, said(cast, decision="no")).status_code == 422
    done = written(desk, assignment, said(cast, decision="no", reason="capacity"))

    assert done.status_code == 303
    assert assignment.state is State.DECLINED
    assert "menolak versi 1" in letters("recorded")[0].body_text


def test_the_deans_letter_is_uploaded_and_counts(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    cast.faculty.email = "fk@lazuardi.example"
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    commit()
    dean = said(cast, speaker="home_parent:0")

    by_phone = written(desk, assignment, dean)
    without = written(desk, assignment, {**dean, "way": "paper"})
    assert (by_phone.status_code, without.status_code) == (422, 422)
    assert written(desk, assignment, {**dean, **on_paper()}).status_code == 303

    assert assignment.state is State.APPROVED
    assert [one.recipient for one in letters("recorded")] == ["fk@lazuardi.example"]
    assert (
        "Prof. Hadi menyetujui versi 1 atas nama lembaga induk" in letters("approved")[0].body_text
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"note": ""},
        {"way": "paper"},
        {"way": "rumour"},
        {"said_on": ""},
        {"said_on": "2027-02-25"},
        {"said_on": "2027-02-23"},
        {"speaker": "secretariat:0"},
        {"speaker": "host_head:999999"},
        {"decision": "counter"},
        on_paper("surat.exe", b"MZ\x90\x00"),
    ],
)
def test_what_does_not_hold_comes_back(
    cast: Cast, assignment: Assignment, desk: FlaskClient, wrong: dict[str, Any]
) -> None:
    answer = written(desk, assignment, said(cast, **wrong))

    assert answer.status_code == 422
    assert "2027-02" in answer.text or wrong.get("said_on") == ""
    assert assignment.agreed == {HOME}
    assert counted(Attachment) == 0


def test_never_for_a_party_that_answered_itself(
    cast: Cast, assignment: Assignment, desk: FlaskClient
) -> None:
    home = written(desk, assignment, said(cast, speaker=f"home_head:{cast.dewi.id}"))
    assert home.status_code == 422
    token = token_on(desk.get(f"{page_of(assignment)}/recorded-answers/new").text)
    for party in (HOST, PERSON):
        agree(assignment, cast.voice(party), version=1)
    assignment.current.needs_parent = False
    commit()

    url = f"{page_of(assignment)}/recorded-answers"
    late = desk.post(url, data={"csrf_token": token, **said(cast)})

    assert late.status_code == 409
    assert counted(SignOff, SignOff.recorded_by != "") == 0
    assert "Catat jawaban" not in words_of(desk.get(page_of(assignment)).text)


def test_never_on_an_old_version(cast: Cast, assignment: Assignment, desk: FlaskClient) -> None:
    version = make_version(week=TUE_THU)
    changed = {"weekly_minutes": version.weekly_minutes, "slots": version.slots}
    counter(assignment, cast.voice(PERSON), version=1, changes=changed, note="")
    commit()

    old = written(desk, assignment, said(cast, version="1", **on_paper()))

    assert old.status_code == 409
    assert "Versi 2 sudah menggantikannya" in words_of(old.text)
    assert assignment.agreed == {PERSON}
    assert counted(Attachment) == 0
    assert written(desk, assignment, said(cast, version="2")).status_code == 303


def test_whoever_is_named_finds_the_link_closed_and_reads_why(
    cast: Cast, assignment: Assignment, desk: FlaskClient, client: FlaskClient
) -> None:
    link = link_of(HOST)
    written(desk, assignment, said(cast))

    closed = opened(client, link)

    assert closed.status_code == 410
    assert "dicatat oleh Sari Wulandari untuk Yusuf Rahmadi" in words_of(closed.text)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BOARD, Role.ADMIN, Role.PARENT_APPROVER])
def test_nobody_else_writes_answers_down(
    cast: Cast, assignment: Assignment, sign_in: SignIn, role: Role
) -> None:
    browser = sign_in(cast.dewi_user if role is Role.PARTNER else make_user(role))
    token = token_on(browser.get("/account").text)

    url = f"{page_of(assignment)}/recorded-answers"
    assert browser.get(f"{url}/new").status_code == 403
    assert browser.post(url, data={"csrf_token": token, **said(cast)}).status_code == 403
    assert assignment.agreed == {HOME}
