"""Profile sheets: one page each, and nothing on them that may not be shared."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.models import Institution, MembershipState
from crm.institutions.models.needs import Need, NeedKind
from crm.institutions.models.strengths import Strength
from crm.people.consenting import note_consents
from crm.people.models import Decision, Purpose, Said, Way
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.pages import words_of

ONE = "/reports/P24-sheet/paper"


@pytest.fixture
def melati(app: Flask) -> Institution:
    found = make_institution(
        name="Perpustakaan RSUD Melati",
        state=MembershipState.ACTIVE,
        phone="+62 22 7654",
        email="pustaka@melati.example",
        web="https://melati.example",
        opac_url="https://opac.melati.example",
        former_names=[{"name": "Taman Bacaan Melati"}],
        last_confirmed_on=date(2026, 11, 17),
        regency_code="32.73",
        province_code="32",
    )
    for subject, depth in (("WG", 5), ("QS", 1)):
        db.session.add(Strength(institution=found, subject=subject, depth=depth))
    db.session.add(
        Need(
            institution=found, kind=NeedKind.SKILL, title="Katalogisasi", noted_on=date(2026, 9, 1)
        )
    )
    return found


@pytest.fixture
def sari(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(Role.SECRETARIAT, language="id"))


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_a_sheet_says_on_one_page_what_may_be_shared_in_both_languages(
    sari: FlaskClient, melati: Institution
) -> None:
    ratna = make_person(name="Ratna Ayu", email="ratna@melati.example")
    for person in (ratna, make_person(name="Bima Diam")):
        make_affiliation(person, melati)
    how = Said(Way.LETTER, date(2026, 1, 5), "Surat 1")
    note_consents(ratna, [Purpose.CONTACT], Decision.GIVEN, how, by=SYSTEM)
    melati.published = True
    commit()

    (page,) = pages_of(sari.get(f"{ONE}?of={melati.id}").data)
    (english,) = pages_of(sari.get(f"{ONE}?of={melati.id}&lang=en").data)

    for words in (
        "Perpustakaan RSUD Melati",
        "Nama lama Taman Bacaan Melati",
        "Telepon +62 22 7654 Surel pustaka@melati.example Alamat web melati.example",
        "Ratna Ayu",
        "ratna@melati.example",
        "Sistem kardiovaskular (WG) 5",
        "Dicari: Katalogisasi.",
        "Data dikonfirmasi 17 November 2026.",
        "Halaman 1 dari 1",
    ):
        assert words in page
    assert "Bima Diam" not in page
    assert "Cardiovascular system (WG) 5" in english
    assert "Looked for: Katalogisasi." in english


def test_another_member_reads_neither_unshared_contacts_nor_gives_and_takes(
    sign_in: SignIn, melati: Institution
) -> None:
    commit()
    other = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id, language="en"))
    unlisted = other.get(f"{ONE}?of={melati.id}")
    assert unlisted.status_code in {200, 404}
    melati.published = True
    commit()

    (page,) = pages_of(other.get(f"{ONE}?of={melati.id}").data)

    assert "+62 22 7654" in page
    assert "What it gives and takes" not in page
    assert "Katalogisasi" not in page
    assert unlisted.status_code == 404 or "7654" not in pages_of(unlisted.data)[0]


def test_the_ticked_ones_are_one_paper_at_the_same_cost(
    sari: FlaskClient, melati: Institution, count_queries: CountQueries
) -> None:
    commit()
    some = [make_institution(name=f"Perpustakaan Nomor {number}").id for number in range(6)]
    ticked = "&".join(f"chosen={one}" for one in [melati.id, *some[:2]])
    sari.get(f"{ONE}?{ticked}")

    with count_queries() as few:
        pages = pages_of(sari.get(f"{ONE}?{ticked}&chosen=x&chosen=99999").data)
    with count_queries() as many:
        seven = pages_of(sari.get(f"{ONE}?{ticked}&chosen={','.join(map(str, some))}").data)

    names = ("Perpustakaan Nomor 0", "Perpustakaan Nomor 1", "Perpustakaan RSUD Melati")
    assert [name in page for name, page in zip(names, pages, strict=True)] == [True] * 3
    assert len(seven) == 7
    assert len(many) == len(few) <= 14
    assert sari.get(ONE).status_code == 422
    assert sari.get(f"{ONE}?chosen=99999").status_code == 404


def test_many_sheets_are_long_work_and_list_and_page_lead_to_them(
    sari: FlaskClient, melati: Institution
) -> None:
    commit()
    some = ",".join(str(make_institution().id) for _ in range(21))

    led_on = sari.get(f"{ONE}?chosen={some}")
    asked = sari.get(led_on.location).text

    assert led_on.status_code == 302
    assert f'name="chosen" value="{some}"' in asked
    assert "21 lembar profil" in words_of(asked)
    assert f"{ONE}?of={melati.id}" in sari.get(f"/institutions/{melati.id}").text
    assert f'formaction="{ONE}"' in sari.get("/institutions").text
