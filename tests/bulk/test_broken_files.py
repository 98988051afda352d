"""Files that were cut off, damaged or lost on their way: a report by rows, and nothing by halves."""

from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.bulk.models import Import, StagedFile
from crm.core.db import db
from crm.people.models import Person
from tests.bulk.files import Desk
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.pages import token_on

WHOLE = 'nama,email,alamat\nMüller,m@contoh.id,"Jl. A\nRT 1"\nPeña,p@contoh.id,B\n'
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ani\r\nEMAIL:a@contoh.id\r\nEND:VCARD\r\n"
DAMAGED = {
    "unclosed quote": b'nama,email\n"Budi,b@contoh.id\nAni,a@contoh.id\n',
    "quote in mid-cell": b'nama,email\n"Bu"di,b@contoh.id\nAni,a@contoh.id\n',
    "NUL": b"nama,email\nBu\0di,b@contoh.id\n",
    "NUL only": b"\0" * 50,
    "mark only": b"\xef\xbb\xbf",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfnama,email\nBudi,b@contoh.id\n",
    "two heads": b"nama,email\nname,e-mail\nBudi,b@contoh.id\n",
    "two encodings": "nama\nMüller\n".encode() + "Peña\n".encode("cp1252"),
    "UTF-16 cut in a letter": "nama,email\nBudi,b@contoh.id\n".encode("utf-16")[:-1],
    "UTF-16 under another mark": b"\xfe\xff" + "nama,email\nBudi,b@contoh.id\n".encode("utf-16-le"),
    "UTF-8 cut in a letter": "nama,email\nBudi,b@contoh.id\nMü".encode()[:-1],
    "lone surrogate": b"nama,email\nBu\xed\xa0\x80di,b@contoh.id\n",
    "only line ends": b"\r\n\r\r\n\n",
    "card cut off": CARD.encode()[:-9],
    "card without an end": (CARD + CARD[:40]).encode(),
    "workbook cut off": b"PK\x03\x04" + b"x" * 60,
    "old workbook cut off": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60,
    "impossible rows": b"nama,email\n...,b@contoh.id\nAni,ani(at)contoh.id\n",
}
CUT = {f"cut after {n} bytes": WHOLE.encode()[:n] for n in range(1, len(WHOLE.encode()), 3)}


def number_of(model: type) -> int:
    db.session.rollback()
    return db.session.scalars(sa.select(sa.func.count()).select_from(model)).one()


def test_whatever_is_broken_is_told_and_a_trial_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    told = {"refused": 0, "rows rejected": 0, "readable": 0}

    for name, content in (DAMAGED | CUT).items():
        file = tmp_path / "x.csv"
        file.write_bytes(content)
        found = desk.brought("people", file, "--dry-run")
        told[_outcome(found.answer)] += 1
        assert not found["written"], name
        assert all(one["line"] > 0 and one["reason"] for one in found["rejected"]), name

    print(f"B23: {sum(told.values())} broken files: {told}, 0 rows written")
    assert sum(told.values()) > 40
    assert all(told.values())
    assert (number_of(Person), number_of(Import)) == (0, 0)


def _outcome(answer: dict[str, object]) -> str:
    if "error" in answer:
        return "refused"
    return "rows rejected" if answer["rejected"] else "readable"


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_an_upload_that_breaks_off_leaves_nothing(
    app: Flask, sign_in: SignIn, share: float
) -> None:
    secretary = sign_in(make_user())
    token = token_on(secretary.get("/imports/new").text)
    head = (
        f'--sisi\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        '--sisi\r\nContent-Disposition: form-data; name="kind"\r\n\r\npeople\r\n'
        '--sisi\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'
    )
    body = (head + "nama,email\n" + "Budi,b@contoh.id\n" * 60_000 + "\r\n--sisi--\r\n").encode()
    before = set(Path(gettempdir()).iterdir())

    answer = secretary.post(
        "/imports",
        input_stream=BytesIO(body[: int(len(body) * share)]),
        content_length=len(body),
        content_type="multipart/form-data; boundary=sisi",
    )

    left = [one for one in set(Path(gettempdir()).iterdir()) - before if one.is_file()]
    print(f"B25: broken off after {share:.0%}: {answer.status_code}, {len(left)} files left")
    assert answer.status_code in {400, 408}
    assert left == []
    assert (number_of(Import), number_of(StagedFile)) == (0, 0)
