"""Scenario 3: two secretaries issue invitations at the same second."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.core.db import db, save
from crm.documents.models import Counter, Document, DocumentState, Register
from crm.gatherings.models import Gathering, GatheringState
from tests.conftest import SignIn
from tests.factories.gathering_cast import Cast, make_cast
from tests.factories.gatherings import jakarta, make_agenda_item, make_gathering, make_invitee
from tests.pages import post, token_on, words_of
from tests.sharing.races import sent_at_once

FORM = {
    "reply_by": "2027-01-08",
    "classification": "ordinary",
    "signatory": "1",
    "opening": "Menindaklanjuti keputusan Rapat Rutin Desember 2026.",
    "costs": "Biaya perjalanan ditanggung instansi masing-masing",
    "contact": "Sari Wulandari, telepon (021) 555 0101",
}


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 4, 10, 31), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask) -> Cast:
    cast = make_cast()
    register = db.session.scalars(sa.select(Register).where(Register.code == "UND")).one()
    save(Counter(register_id=register.id, year=2027, last=6))
    return cast


def meeting(cast: Cast, title: str = "Rapat Rutin Januari 2027") -> Gathering:
    gathering = make_gathering(title=title)
    make_agenda_item(gathering, "Sharing SDM semester I")
    for place, name in ((cast.lazuardi, "Dewi Anggraini"), (cast.puspa, "Yusuf Rahmadi")):
        make_invitee(gathering, place, name=name)
    make_invitee(gathering, cast.kasuari, name="Marthen Sawaki")
    make_invitee(gathering, cast.anggrek, name="Tuti Handayani")
    return gathering


def numbers() -> list[str]:
    query = sa.select(Document.number).where(Document.kind == "P01").order_by(Document.number)
    return list(db.session.scalars(query))


def issue_url(gathering: Gathering) -> str:
    return f"/gatherings/{gathering.id}/invitations"


def test_two_at_the_same_second_get_two_numbers_without_gap(cast: Cast, sign_in: SignIn) -> None:
    one, other = meeting(cast), meeting(cast, "Rapat Pokja Portal")
    sari, wulan = sign_in(cast.sari), sign_in(cast.wulan)
    requests = [
        (browser, issue_url(gathering), {**FORM, "csrf_token": _token(browser, gathering)})
        for browser, gathering in ((sari, one), (wulan, other))
    ]

    statuses = sent_at_once(requests)

    assert statuses == [303, 303]
    assert numbers() == ["007/UND/SEK-JPK/I/2027", "008/UND/SEK-JPK/I/2027"]


def test_two_who_issue_the_same_letter_issue_it_once(cast: Cast, sign_in: SignIn) -> None:
    gathering = meeting(cast)
    browsers = [sign_in(cast.sari), sign_in(cast.wulan)]
    requests = [
        (browser, issue_url(gathering), {**FORM, "csrf_token": _token(browser, gathering)})
        for browser in browsers
    ]

    statuses = sent_at_once(requests)

    assert sorted(statuses) == [303, 409]
    assert numbers() == ["007/UND/SEK-JPK/I/2027"]
    post(browsers[0], issue_url(other := meeting(cast)), FORM, page=f"{issue_url(other)}/new")
    assert numbers() == ["007/UND/SEK-JPK/I/2027", "008/UND/SEK-JPK/I/2027"]


def _token(browser: FlaskClient, gathering: Gathering) -> str:
    return token_on(browser.get(f"{issue_url(gathering)}/new").text)


def test_a_void_number_stays_in_the_register(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = meeting(cast), sign_in(cast.sari)
    post(browser, issue_url(gathering), FORM, page=f"{issue_url(gathering)}/new")
    letter = db.session.scalars(sa.select(Document).where(Document.kind == "P01")).one()

    answer = post(
        browser,
        f"/documents/{letter.id}/void",
        {"reason": "Tanggal keliru"},
        page=f"/documents/{letter.id}",
    )

    assert answer.status_code == 303
    assert db.session.get_one(Document, letter.id).state is DocumentState.VOID
    listed = words_of(browser.get("/documents?register=UND").text)
    assert "007/UND/SEK-JPK/I/2027" in listed
    assert "Batal" in listed


def test_the_printed_letter_has_every_part(cast: Cast, sign_in: SignIn) -> None:
    gathering, browser = meeting(cast), sign_in(cast.sari)
    post(browser, issue_url(gathering), FORM, page=f"{issue_url(gathering)}/new")
    letter = db.session.scalars(sa.select(Document).where(Document.kind == "P01")).one()

    answer = browser.get(f"/documents/{letter.id}/paper?language=id")

    assert answer.content_type == "application/pdf"
    said = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).split()
    )
    for part in (
        "Nomor 007/UND/SEK-JPK/I/2027",
        "Sifat Biasa",
        "Lampiran -",
        "Hal Undangan Rapat Rutin Januari 2027",
        "Jakarta, 4 Januari 2027",
        "Yth.",
        "Yusuf Rahmadi, Perpustakaan RSUD Puspa Lentera",
        "Rabu, 13 Januari 2027",
        "10.00 WIB s.d. 12.00 WIB (11.00 WITA, 12.00 WIT)",
        "Ruang Rapat, Bandung",
        "Sharing SDM semester I",
        "paling lambat Jumat, 8 Januari 2027",
        "Ketua Jaringan,",
        "Dr. Wulan Hapsari, M.Hum.",
        "NIP 1970010119950120",
        "Tembusan:",
        "Dekan Fakultas Kedokteran Universitas Lazuardi Nusantara",
        "Direktur RSUD Puspa Lentera",
        "Direktur Poltekkes Kasuari Mandiri",
        "Ketua STIKes Griya Anggrek",
    ):
        assert part in said, part


def test_a_partner_reads_the_letter_that_names_the_own_institution(
    cast: Cast, sign_in: SignIn
) -> None:
    gathering, browser = meeting(cast), sign_in(cast.sari)
    post(browser, issue_url(gathering), FORM, page=f"{issue_url(gathering)}/new")
    letter = db.session.scalars(sa.select(Document).where(Document.kind == "P01")).one()

    page = sign_in(cast.yusuf).get(f"/gatherings/{gathering.id}")

    assert "007/UND/SEK-JPK/I/2027" in page.text
    assert sign_in(cast.yusuf).get(f"/documents/{letter.id}/paper").status_code == 200
    assert db.session.get_one(Gathering, gathering.id).state is GatheringState.INVITED
