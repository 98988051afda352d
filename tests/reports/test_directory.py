"""The directory of members: small ones are printed at once, long ones as long work in parts."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.languages import spoken
from crm.core.transactions import commit
from crm.documents.printing import print_register
from crm.institutions.models import Institution, MembershipState, OfferedService, Service
from crm.institutions.models.strengths import Strength
from crm.jobs.models import Job, JobState
from crm.jobs.running import run_due_jobs
from crm.jobs.work import Work
from crm.permissions import Role
from crm.reports import directory, papers
from crm.reports.models import KEPT, PrintedReport
from crm.reports.printing import print_in_job, throw_out_old_papers
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

ACEH = {"regency_code": "11.71", "province_code": "11"}
BANDUNG = {"regency_code": "32.73", "province_code": "32"}
PRINT = "/reports/P24/print"


def make_member(name: str, **given: Any) -> Institution:
    facts = {"state": MembershipState.ACTIVE, "published": True, **given}
    return make_institution(name=name, **facts)


@pytest.fixture
def sari(app: Flask) -> User:
    return make_user(Role.SECRETARIAT, language="en")


@pytest.fixture
def reader(sari: User, sign_in: SignIn) -> FlaskClient:
    return sign_in(sari)


@pytest.fixture
def seven_members(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Institution]:
    """Seven are too many to wait for, and go on paper three by three."""
    for module, name, size in (
        (papers, "AT_ONCE", 5),
        (papers, "SHOWN", 4),
        (directory, "TAGGED", 6),
        (directory, "PART", 3),
    ):
        monkeypatch.setattr(module, name, size)
    found = [make_member(f"Perpustakaan {name}", **BANDUNG) for name in "CDEB"]
    found += [make_member(f"Perpustakaan {name}", **ACEH) for name in "ZA"]
    return [*found, make_member("Perpustakaan Entah")]


def lines_of(pdf: bytes) -> list[list[str]]:
    return [page.extract_text().splitlines() for page in PdfReader(BytesIO(pdf)).pages]


def is_read_on(pages: Iterable[Iterable[str]], words: str) -> list[int]:
    return [place for place, page in enumerate(pages) if words in page]


def test_a_small_directory_is_printed_at_once(reader: FlaskClient) -> None:
    melati = make_member(
        "Perpustakaan RSUD Melati",
        npp="3273012B0000901",
        address="Jalan Pustaka 1\nBandung",
        phone="+62 22 1",
        email="pustaka@melati.example",
        opac_url="https://opac.melati.example",
        **BANDUNG,
    )
    for number, code in enumerate(("reference", "literature_search")):
        service = Service(
            id=900 + number, code=f"x-{code}", name_id=f"Layanan {code}", name_en=code
        )
        db.session.add(OfferedService(institution=melati, service=service))
    for subject, depth in (("WG", 3), ("WY", 5), ("QS", 2)):
        db.session.add(Strength(institution=melati, subject=subject, depth=depth))
    make_member("Perpustakaan RS Kenanga", **ACEH)
    make_institution(name="Perpustakaan Pemalu", state=MembershipState.ACTIVE)
    commit()

    english = lines_of(reader.get("/reports/P24/paper").data)
    indonesian = lines_of(reader.get("/reports/P24/paper?lang=id").data)

    assert english[0][:3] == [
        "Jaringan Perpustakaan Kesehatan",
        "Member directory",
        "2 members in 2 provinces",
    ]
    assert english[1][:9] == [
        "Aceh",
        "Perpustakaan RS Kenanga",
        "Hospital library · Kota Banda Aceh",
        "No address given yet",
        "Jawa Barat",
        "Perpustakaan RSUD Melati",
        "Hospital library · Kota Bandung · NPP 3273012B0000901",
        "Jalan Pustaka 1, Bandung · +62 22 1 · pustaka@melati.example",
        "Catalogue: https://opac.melati.example",
    ]
    assert english[1][9:11] == [
        "Services: reference, literature_search",
        "Strong in: Nursing, Cardiovascular system",
    ]
    assert indonesian[0][1:3] == ["Direktori anggota", "2 anggota di 2 provinsi"]
    assert "Unggul dalam: Keperawatan, Sistem kardiovaskular" in indonesian[1]
    assert indonesian[1][-1].endswith("Halaman 2 dari 2")


def test_an_empty_directory_says_so(reader: FlaskClient) -> None:
    (cover, only) = lines_of(reader.get("/reports/P24/paper").data)

    assert "0 members" in cover
    assert "No member has agreed to be listed yet." in only


def test_a_long_directory_is_asked_for_and_read_by_who_asked(
    seven_members: list[Institution], sari: User, reader: FlaskClient, sign_in: SignIn
) -> None:
    led_on = reader.get("/reports/P24/paper?lang=id")
    asked = reader.get(led_on.location)
    assert db.session.scalar(sa.select(sa.func.count(Job.id))) == 0
    first = post(reader, PRINT, {"lang": "id"})
    again = post(reader, PRINT, {"lang": "id"})

    run_due_jobs()
    page = reader.get(first.location).text
    printed = db.session.scalars(sa.select(PrintedReport)).one()
    paper = reader.get(f"/reports/printed/{printed.code}")

    assert led_on.location == PRINT
    assert "It has 7 rows." in words_of(asked.text)
    assert first.location == again.location
    assert f'href="/reports/printed/{printed.code}"' in page
    assert printed.title in words_of(reader.get("/reports").text)
    assert paper.headers["Content-Security-Policy"].startswith("sandbox")
    assert paper.headers["Cache-Control"] == "private, no-store"
    assert paper.content_type == "application/pdf"
    stranger = sign_in(make_user(Role.ADMIN))
    assert stranger.get(f"/reports/printed/{printed.code}").status_code == 404


def test_the_parts_are_one_book_with_contents_that_lead_to_their_pages(
    seven_members: list[Institution],
) -> None:
    with spoken("id"):
        report = directory.directory(User(role=Role.ADMIN), 0)
        pdf = report.as_pdf()
    pages, book = lines_of(pdf), PdfReader(BytesIO(pdf))

    assert len(pages) == 5
    assert [line.split(" .")[0] for line in pages[1][1:4]] == [
        "Aceh 2",
        "Jawa Barat 4",
        "Tempat tidak diketahui 1",
    ]
    assert [line.rsplit(".", 1)[-1].strip() for line in pages[1][1:4]] == ["3", "3", "5"]
    assert is_read_on(pages, "Aceh") == [2]
    assert is_read_on(pages, "Jawa Barat") == [2]
    assert is_read_on(pages, "Jawa Barat (lanjutan)") == [3]
    assert is_read_on(pages, "Tempat tidak diketahui") == [4]
    assert pages[4][-1].endswith("Halaman 5 dari 5")
    outline: list[Any] = book.outline
    assert [(one.title, book.get_destination_page_number(one)) for one in outline] == [
        ("Aceh", 2),
        ("Jawa Barat", 2),
        ("Tempat tidak diketahui", 4),
    ]
    links: Any = book.pages[1]["/Annots"]
    leads_to = links[-1].get_object()["/Dest"][0].get_object()
    assert leads_to == book.pages[4].get_object()
    (table,) = book.attachments["direktori-anggota.csv"]
    assert table.decode().count("\r\n") == 8


def test_a_paper_waits_three_days_and_for_the_same_rights(
    seven_members: list[Institution], sari: User, reader: FlaskClient, sign_in: SignIn
) -> None:
    for _time in range(2):
        post(reader, PRINT)
        run_due_jobs()
    (printed,) = db.session.scalars(sa.select(PrintedReport))
    address = f"/reports/printed/{printed.code}"
    assert reader.get(address).status_code == 200
    sari.epoch += 1
    commit()

    assert sign_in(sari).get(address).status_code == 404
    assert throw_out_old_papers() == 0
    with clock.standing_at(clock.now() + KEPT):
        assert throw_out_old_papers() == 1


@pytest.mark.both_engines
def test_a_kill_after_the_print_leaves_one_paper_and_a_stop_leaves_none(
    seven_members: list[Institution], reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(reader, PRINT)
    run_due_jobs()
    job = db.session.scalars(sa.select(Job)).one()

    again = print_in_job(Work(job.id, "other", job.arguments, 2))

    (printed,) = db.session.scalars(sa.select(PrintedReport))
    assert again["url"] == f"/reports/printed/{printed.code}"

    def stopped_meanwhile(*parts: Any, **more: Any) -> bytes:
        db.session.execute(sa.update(Job).values(cancel_asked=True))
        commit()
        return print_register(*parts, **more)

    monkeypatch.setattr(papers, "print_register", stopped_meanwhile)
    second = post(reader, PRINT, {"lang": "id"})
    run_due_jobs()
    db.session.expire_all()
    stopped = db.session.get_one(Job, int(second.location.rsplit("/", 1)[-1]))
    assert stopped.state is JobState.CANCELLED
    assert len(list(db.session.scalars(sa.select(PrintedReport)))) == 1


def test_the_page_shows_the_first_and_costs_the_same_however_many(
    seven_members: list[Institution], reader: FlaskClient, count_queries: CountQueries
) -> None:
    reader.get("/reports/P24")
    with count_queries() as few:
        page = words_of(reader.get("/reports/P24").text)
    for number in range(20):
        make_member(f"Perpustakaan Tambahan {number}")
    commit()
    with count_queries() as many:
        reader.get("/reports/P24")

    assert "Perpustakaan A" in page
    assert "Perpustakaan E" not in page
    assert "3 more rows stand in the paper and in the CSV file." in page
    assert reader.get("/reports/P24/table").text.count("\r\n") == 28
    assert len(many) == len(few) <= 8
