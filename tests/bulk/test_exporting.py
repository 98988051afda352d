"""Exports: what the list shows, for whom it shows it, and nothing that a spreadsheet runs."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from crm.bulk.exporting import Export, export_to
from crm.core.lists import list_kinds
from crm.core.spreadsheets import CsvRecords, unescaped
from crm.core.transactions import commit
from crm.labels.acting import act_on
from crm.labels.models import Act
from crm.people.lists import escaped, folded_line
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user

FORMULAS = ("=1+1", "+62 21 777", "-2", "@SUM(A1)", "\tx", "\uff1d1", "'=x", "''-1")
CANARY = "kenari-ungu"


def records_of(text: str) -> list[list[str]]:
    stream = io.StringIO(text.lstrip("\ufeff"), newline="")
    return [cells for _line, cells in CsvRecords(stream, ",")]


def test_formulas_stay_words_in_csv_and_come_back_whole(app: Flask, sign_in: SignIn) -> None:
    for number, text in enumerate(FORMULAS):
        make_institution(name=f"Perpustakaan {number}", sort_name=str(number), phone=text)

    answer = sign_in(make_user()).get("/lists/institution/export/csv?columns=phone")

    header, *rows = records_of(answer.text)
    assert header[-1] == "mitra:export"
    assert all(row[1][0] == "'" for row in rows)
    assert [unescaped(row[1]) for row in rows] == list(FORMULAS)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_workbook_holds_strings_and_no_formula(app: Flask, sign_in: SignIn) -> None:
    for text in FORMULAS:
        make_institution(name=f"x {text}", phone=text)

    answer = sign_in(make_user()).get("/lists/institution/export/xlsx?columns=phone")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    print(f"A31: {sheet.count('<c ')} cells, {sheet.count('<f>')} formulas")
    assert sheet.count("<c ") > len(FORMULAS)
    assert "<f>" not in sheet
    assert 't="n"' not in sheet


READERS: dict[str, Callable[[Any], Any]] = {
    "partner of another": lambda _b: make_user(
        Role.PARTNER, institution_id=make_institution(published=True).id
    ),
    "expert": lambda _b: make_user(Role.EXPERT),
    "approver": lambda _b: make_user(Role.PARENT_APPROVER),
}


@pytest.mark.parametrize("who", READERS)
def test_hidden_fields_leave_by_no_side_door(app: Flask, sign_in: SignIn, who: str) -> None:
    b = make_institution(
        name="Perpustakaan B", published=True, phone=f"{CANARY} telepon", code=f"{CANARY}-kode",
        address=f"{CANARY} alamat", email=f"{CANARY}@b.example", note=f"{CANARY} catatan",
        npp=f"{CANARY}"[:20], postcode="99999",
    )  # fmt: skip
    make_affiliation(make_person(name=f"Budi {CANARY}", note=CANARY, nip="1" * 18), b)
    act_on("institution", [b.id], Act.TAG, word=CANARY, by=make_user().as_actor())
    browser, leaks, asked = sign_in(READERS[who](b)), [], 0
    every = "columns=phone,code,address,email,npp,state,parents,postcode"
    for kind in ("institution", "parent_body", "person"):
        for ending in ("csv", "xlsx", "vcf"):
            for query in ("", f"?{every}", "?columns=tags", f"?tag={CANARY}", "?bin=archive"):
                answer = browser.get(f"/lists/{kind}/export/{ending}{query}")
                asked += 1
                assert answer.status_code < 500
                leaks += [(kind, ending, query)] if holds_canary(answer.data, query) else []

    print(f"A5: {asked} exports asked for by {who}, {len(leaks)} leaks")
    assert leaks == []


def holds_canary(content: bytes, query: str) -> bool:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return CANARY.encode() in content and CANARY not in query


def test_no_export_holds_notes_or_civil_service_numbers(app: Flask, sign_in: SignIn) -> None:
    make_person(name="Maya", note=CANARY, nip="198001012005012001")

    text = sign_in(make_user()).get("/lists/person/export/csv").text

    assert "Maya" in text
    assert CANARY not in text
    assert "198001012005012001" not in text


def test_people_are_given_out_as_cards(app: Flask, sign_in: SignIn) -> None:
    person = make_person(
        name="Maya; Lestari\nBEGIN:VCARD", title_before="dr.", email="maya@fk.example"
    )
    make_affiliation(person, make_institution(name="FK Lazuardi, Bandung"))
    secretary = sign_in(make_user())

    card = secretary.get("/lists/person/export/vcf").text

    assert card.split("\r\n").count("BEGIN:VCARD") == 1
    assert "ORG:FK Lazuardi\\, Bandung" in card
    assert secretary.get("/lists/institution/export/vcf").status_code == 409
    assert secretary.get("/lists/institution/export/exe").status_code == 422
    assert secretary.get("/lists/rahasia/export/csv").status_code == 404


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_in_a_name_adds_a_line_to_a_card(text: str) -> None:
    line = folded_line(f"FN:{escaped(text)}")
    pieces = line.split("\r\n")

    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "\n" not in escaped(text)
    assert "\r" not in escaped(text)


def test_a_long_list_is_read_in_pieces_by_key(
    app: Flask, sign_in: SignIn, count_queries: CountQueries, tmp_path: Path
) -> None:
    for number in range(1100):
        make_institution(name=f"RS {number:04}", sort_name=f"rs {number % 7} {number:04}")
    commit()
    export = Export(list_kinds()["institution"], MultiDict({"columns": "phone"}), make_user())

    with count_queries() as statements:
        rows = list(export.rows())

    names = [row[0] for row in rows]
    print(f"export of {len(rows)} rows: {len(statements)} SQL")
    assert len(set(map(str, names))) == 1100
    assert len(statements) <= 8
    assert export_to(tmp_path / "a.csv", "institutions") > 1000
