"""Attachments: what is taken, how it is given out, who may have it, and what a fault does."""

import errno
import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.addresses import configuration
from crm.core.audiences import Audience
from crm.core.db import db
from crm.core.errors import NotValid
from crm.core.transactions import commit
from crm.files import shelf
from crm.files.attaching import name_for
from crm.files.checking import KEPT, clear_shelf, read_shelf_anew
from crm.files.models import Attachment, StoredFile
from crm.files.types import type_of
from crm.institutions.models import Institution
from crm.permissions import Role
from crm.timeline.noting import write_note
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import token_on

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def packed(*names: str, **contents: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in contents.items():
            archive.writestr(name, text)
    return made.getvalue()


def upload(browser: FlaskClient, of: Any, *files: tuple[bytes, str]) -> TestResponse:
    url = f"/records/{of.__tablename__}/{of.id}/attachments"
    token = token_on(browser.get(url).text)
    sent = [(io.BytesIO(content), name) for content, name in files]
    return browser.post(url, data={"csrf_token": token, "files": sent})


def only_attachment() -> Attachment:
    db.session.expire_all()
    return db.session.scalars(sa.select(Attachment)).one()


@pytest.fixture
def library(app: Flask) -> Institution:
    return make_institution(name="RSUD Puspa Lentera")


def test_a_file_comes_back_as_it_went_and_cannot_run(library: Institution, sign_in: SignIn) -> None:
    secretary = sign_in(make_user())

    assert upload(secretary, library, (PDF, "Surat permohonan.pdf")).status_code == 303
    answer = secretary.get(f"/files/{only_attachment().code}")

    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Surat permohonan.pdf" in secretary.get(f"/institutions/{library.id}").text


HOSTILE: tuple[tuple[str, bytes], ...] = (
    ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ("surat.pdf", b"<html><script>alert(1)</script></html>"),
    ("surat.txt", b"  <!doctype html><script>alert(1)</script>"),
    ("daftar.csv", b"nama\n<script>alert(1)</script>"),
    ("x.txt", b"\xef\xbb\xbf<svg onload=alert(1)>"),
    (".htaccess", b"AddType application/x-httpd-php .pdf"),
    ("surat.php", b"<?php system($_GET['c']);"),
    ("program.exe", b"MZ\x90\x00" + b"\x00" * 60),
    ("makro.docm", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
    ("arsip.zip", packed("a.html")),
    ("rusak.docx", b"PK\x03\x04" + b"\xff" * 200),
    ("skrip.js", b"alert(1)"),
    ("x.doc", b"bukan dokumen"),
    ("nol.txt", b"a\x00b"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_what_a_browser_would_run_is_not_taken(name: str, content: bytes) -> None:
    with pytest.raises(NotValid):
        type_of(content, name)


TAKEN = (
    ("pindai.PDF", PDF, "pdf"),
    ("foto.svg", PNG, "png"),
    ("x.html", b"\xff\xd8\xff\xe0<script>", "jpg"),
    ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "docx"),
    ("a.zip", packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ("a.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ("a.csv", b"nama;kota\nAyu;Solo\n", "csv"),
)


@pytest.mark.parametrize(("name", "content", "ending"), TAKEN, ids=[one[0] for one in TAKEN])
def test_the_content_says_what_it_is(name: str, content: bytes, ending: str) -> None:
    kind = type_of(content, name)

    assert kind.ending == ending
    assert name_for(name, kind).endswith(f".{ending}")


PATHS = ("../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "C:\\a\\b.pdf", "\\\\server\\x", "a\r\nSet-Cookie: x", "...", "", "\u202efdp.exe", "x" * 900)  # fmt: skip


@pytest.mark.parametrize("given", PATHS)
def test_a_name_is_never_a_path(given: str) -> None:
    made = name_for(given, type_of(PDF, given))

    assert not set(made) & set('/\\:\r\n\x00"')
    assert not made.startswith(".")
    assert len(made) <= 150


WAYS = ("../secret", "..%2f..%2fsecret", "%2e%2e%2fsecret", "..%5csecret", "%00", "C:%5csecret", "%5c%5chost%5cx", "a" * 64)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_address_leads_to_another_file(library: Institution, sign_in: SignIn, way: str) -> None:
    assert sign_in(make_user()).get(f"/files/{way}").status_code in {400, 404}


def test_permission_follows_the_record(library: Institution, sign_in: SignIn) -> None:
    upload(sign_in(make_user()), library, (PDF, "rahasia.pdf"))
    code = only_attachment().code
    own = make_user(Role.PARTNER, institution_id=library.id)
    other = make_user(Role.PARTNER, institution_id=make_institution(published=True).id)

    statuses = [sign_in(user).get(f"/files/{code}").status_code for user in (own, other)]

    assert statuses == [200, 404]
    assert sign_in(make_user(Role.EXPERT)).get(f"/files/{code}").status_code == 404


def test_a_file_on_a_note_is_read_by_the_readers_of_the_note(
    library: Institution, sign_in: SignIn
) -> None:
    note = write_note(library, by=SYSTEM, text="x", audience=Audience.PERSONAL)
    upload(sign_in(make_user()), note, (PDF, "dokter.pdf"))
    code = only_attachment().code

    board = sign_in(make_user(Role.BOARD)).get(f"/files/{code}")
    manager = sign_in(make_user(Role.CAMPAIGN_MANAGER)).get(f"/files/{code}")

    assert (board.status_code, manager.status_code) == (200, 404)


def test_the_same_content_lies_on_the_shelf_once(library: Institution, sign_in: SignIn) -> None:
    secretary = sign_in(make_user())

    upload(secretary, library, (PDF, "satu.pdf"), (PDF, "dua.pdf"), (PNG, "tiga.png"))

    db.session.expire_all()
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 3
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 2


def test_one_file_that_is_not_taken_stops_all(library: Institution, sign_in: SignIn) -> None:
    answer = upload(sign_in(make_user()), library, (PDF, "baik.pdf"), (b"<svg/>", "buruk.svg"))

    assert answer.status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


def test_a_full_disk_is_said_and_leaves_nothing(
    library: Institution, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    secretary, content = sign_in(make_user()), PDF + os.urandom(16)
    monkeypatch.setattr("crm.files.shelf.os.fsync", full)

    answer = upload(secretary, library, (content, "besar.pdf"))

    assert answer.status_code == 507
    assert list((configuration().instance_path / "files").rglob("*.part")) == []
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


@pytest.mark.parametrize("fault", ["lost", "changed"])
def test_a_damaged_file_is_not_given_out_and_the_desk_knows(
    library: Institution, sign_in: SignIn, fault: str
) -> None:
    secretary, content = sign_in(make_user(language="en")), PDF + os.urandom(16)
    upload(secretary, library, (content, "Perjanjian.pdf"))
    attachment = only_attachment()
    place = shelf.place_of(attachment.sha256)
    damage(place, fault)

    answer = secretary.get(f"/files/{attachment.code}")

    assert answer.status_code == 410
    assert "can&#39;t be opened" in answer.text
    assert "Perjanjian.pdf" in secretary.get("/desk/attention").text
    assert upload(secretary, library, (content, "Lagi.pdf")).status_code == 303
    assert secretary.get(f"/files/{attachment.code}").data == content
    assert "Perjanjian.pdf" not in secretary.get("/desk/attention").text


def damage(place: Path, fault: str) -> None:
    """Lose the file, or flip one bit of it."""
    if fault == "lost":
        place.unlink()
    else:
        content = bytearray(place.read_bytes())
        content[20] ^= 1
        place.write_bytes(bytes(content))


def test_a_round_finds_what_nobody_opened(library: Institution, sign_in: SignIn) -> None:
    upload(sign_in(make_user()), library, (PDF + os.urandom(16), "lama.pdf"))
    damage(shelf.place_of(only_attachment().sha256), "changed")
    commit()

    assert read_shelf_anew() == 1
    db.session.expire_all()
    assert db.session.scalars(sa.select(StoredFile)).one().fault == "changed"


def test_what_was_taken_off_can_come_back_for_a_month(
    library: Institution, sign_in: SignIn
) -> None:
    secretary = sign_in(make_user())
    upload(secretary, library, (PDF + os.urandom(16), "salah.pdf"))
    attachment = only_attachment()
    token = token_on(secretary.get(f"/institutions/{library.id}").text)

    secretary.post(f"/attachments/{attachment.id}/deletion", data={"csrf_token": token})
    assert secretary.get(f"/files/{attachment.code}").status_code == 404
    secretary.post(f"/attachments/{attachment.id}/restoration", data={"csrf_token": token})
    assert secretary.get(f"/files/{attachment.code}").status_code == 200
    secretary.post(f"/attachments/{attachment.id}/deletion", data={"csrf_token": token})
    place = shelf.place_of(attachment.sha256)
    commit()
    assert clear_shelf() == 0
    with clock.standing_at(clock.now() + KEPT * 2):
        assert clear_shelf() == 1
    assert not place.exists()


def test_the_page_of_a_record_costs_the_same_with_many_files(
    library: Institution, sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary, page = sign_in(make_user()), f"/institutions/{library.id}"
    upload(secretary, library, (PDF, "a.pdf"))
    secretary.get(page)
    with count_queries() as few:
        secretary.get(page)
    upload(secretary, library, *[(PDF + bytes([n]), f"{n}.pdf") for n in range(9)])
    secretary.get(page)
    with count_queries() as many:
        secretary.get(page)

    print(f"record page: {len(few)} SQL with 1 file, {len(many)} with 10")
    assert len(few) == len(many)
