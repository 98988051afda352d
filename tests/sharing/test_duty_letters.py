"""The duty letter: when it may be issued, and what it says."""

import sqlalchemy as sa
from flask import Flask

from crm.core.db import db, save
from crm.documents.models import Document
from crm.documents.paper import paper_of
from crm.network.models import Signatory
from crm.sharing.models import Assignment, Party, State, Voice
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.sharing import Cast, make_agreement, make_approver, make_assignment
from tests.pages import post, words_of
from tests.sharing.test_papers import kept

DEAN = {"party": Party.HOME_PARENT, "email": "dekan@lazuardi.example"}


def confirmed(cast: Cast) -> Assignment:
    assignment = make_assignment(cast, agreement=make_agreement(cast))
    propose(assignment, by=cast.dewi_user)
    for party in (Party.HOST_HEAD, Party.PERSON):
        agree(assignment, cast.voice(party), version=1)
    return assignment


def approved(cast: Cast) -> Assignment:
    assignment = confirmed(cast)
    dean = Voice(party=Party.HOME_PARENT, by=cast.voice(Party.PERSON).by)
    agree(assignment, dean, version=1)
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum.", nip="19700101"))
    return assignment


def page_of(assignment: Assignment) -> str:
    return f"/sharing/assignments/{assignment.id}"


def issued(cast: Cast, assignment: Assignment, sign_in: SignIn) -> int:
    browser = sign_in(cast.secretariat)
    url = f"{page_of(assignment)}/duty-letters"
    return post(browser, url, page="/sharing/assignments/new").status_code


def test_before_the_dean_approves_the_page_says_what_comes_first(
    cast: Cast, sign_in: SignIn
) -> None:
    assignment = confirmed(cast)
    browser = sign_in(cast.secretariat)
    url = f"{page_of(assignment)}/duty-letters"

    page = browser.get(page_of(assignment))
    refused = post(browser, url, page="/sharing/assignments/new")

    assert "Bisa terbit setelah: persetujuan lembaga induk" in words_of(page.text)
    assert url not in page.text
    assert refused.status_code == 409
    assert "persetujuan lembaga induk" in words_of(refused.text)
    assert db.session.scalars(sa.select(Document)).all() == []


def test_an_approver_approves_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    assignment, dean = confirmed(cast), make_approver(cast.faculty)
    browser, waiting = sign_in(dean), "/sharing/assignments?lane=mine"
    assert "TGS-2027-001" in browser.get(waiting).text

    answer = post(
        browser, f"{page_of(assignment)}/approvals", {"version": 1}, page=page_of(assignment)
    )

    assert answer.status_code == 303
    assert assignment.state is State.APPROVED
    assert "TGS-2027-001" not in browser.get(waiting).text


def test_issuing_numbers_the_letter_and_documents_the_assignment(
    cast: Cast, sign_in: SignIn
) -> None:
    assignment = approved(cast)

    assert issued(cast, assignment, sign_in) == 303

    document = db.session.scalars(sa.select(Document)).one()
    assert document.number == "001/ST/SEK-JPK/II/2027"
    assert assignment.state is State.DOCUMENTED
    said = words_of(document.papers["id"])
    for words in (
        "MEMBERI TUGAS",
        "Ratna Prameswari",
        "198505052010012001",
        "Penata, III/c",
        "Pengatalogan 400 judul",
        "Senin dan Rabu, 09.00–13.00 WITA",
        "perjanjian “Sharing SDM Bandung – Makassar”",
        "Dr. Wulan Hapsari, M.Hum.",
        "Dekan FK Universitas Lazuardi Nusantara",
    ):
        assert words in said, words
    assert "ASSIGNS" in words_of(document.papers["en"])
    assert issued(cast, assignment, sign_in) == 409


def test_what_it_says_is_kept_word_by_word(cast: Cast, sign_in: SignIn) -> None:
    issued(cast, approved(cast), sign_in)

    kept(db.session.scalars(sa.select(Document)).one(), "duty-letter")


def test_home_and_host_open_the_paper_and_the_person_can_check_it(
    cast: Cast, sign_in: SignIn
) -> None:
    assignment = approved(cast)
    issued(cast, assignment, sign_in)
    document = db.session.scalars(sa.select(Document)).one()

    for head in (cast.dewi_user, cast.yusuf_user):
        page = sign_in(head).get(page_of(assignment)).text
        assert f"/documents/{document.id}/paper" in page


def test_the_home_issues_its_own_letter_but_not_the_host(cast: Cast, sign_in: SignIn) -> None:
    assignment = approved(cast)
    url = f"{page_of(assignment)}/duty-letters"

    host = sign_in(cast.yusuf_user)
    assert post(host, url, page="/sharing/assignments/new").status_code == 403
    assert url not in host.get(page_of(assignment)).text
    home = sign_in(cast.dewi_user)
    assert post(home, url, page=page_of(assignment)).status_code == 303


def test_without_a_signatory_the_letter_waits(cast: Cast, sign_in: SignIn) -> None:
    assignment = approved(cast)
    db.session.execute(sa.delete(Signatory))

    assert issued(cast, assignment, sign_in) == 409
    assert assignment.state is State.APPROVED


def test_it_prints(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    assignment = approved(cast)
    issued(cast, assignment, sign_in)
    document = db.session.scalars(sa.select(Document)).one()

    assert paper_of(document, "id").startswith(b"%PDF")
