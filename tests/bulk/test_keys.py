"""A file is matched by the key that a person names, and never past what speaks against it."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.bulk.remembered import RememberedMapping
from crm.bulk.vocabulary import MatchBy
from crm.core.db import db
from crm.institutions.models import Institution
from crm.people.models import Person
from tests.bulk.files import Desk
from tests.bulk.test_pages import check, number_of, the_import, upload
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post

pytestmark = pytest.mark.both_engines
BANDUNG = {"regency_code": "32.73", "province_code": "32"}


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("email", "RSUD Melati Bandung,halo@melati.id,,"),
        ("phone", "RSUD Melati,,022-5550001,"),
        ("name", "RS Melati,,,32.73"),
    ],
)
def test_the_named_key_comes_before_the_usual_ones(desk: Desk, key: str, row: str) -> None:
    make_institution(
        code="11", name="RS Melati", email="halo@melati.id", phone="+62225550001", **BANDUNG
    )
    text = f"nama,email,telepon,kode_kab_2025,alamat\n{row},Jl. Mawar\n"

    usual = desk.told("institutions", text, "--dry-run")
    named = desk.told("institutions", text, "--match-by", key)

    assert usual["accepted"] == (0 if key == "name" else 1)
    assert named.counts == (0, 1, 0, 0, 0)
    assert db.session.scalars(sa.select(Institution.address)).one() == "Jl. Mawar"


def test_another_code_or_name_behind_the_key_is_for_a_person_to_decide(desk: Desk) -> None:
    make_institution(code="11", name="RS Melati", email="dinas@contoh.id")
    text = (
        "kode,nama,email\n"
        "12,RS Melati,dinas@contoh.id\n"
        ",Puskesmas Kenanga,dinas@contoh.id\n"
        "13,RS Anggrek,\n"
    )

    said = desk.told("institutions", text, "--match-by", "email")

    assert said.counts == (1, 0, 0, 2, 0)
    assert [one["line"] for one in said["conflicts"]] == [2, 3]


def test_one_number_under_two_names_is_for_a_person_to_decide(desk: Desk) -> None:
    make_person(name="Maya Lestari", phone="+62215550001")
    text = "nama,telepon\nYusuf,021-5550001\nMaya Lestari,0215550001\n"

    usual = desk.told("people", text, "--dry-run")
    named = desk.told("people", text, "--match-by", "phone")

    assert usual.counts == (1, 0, 1, 0, 0)
    assert named.counts == (0, 0, 1, 1, 0)


def test_rows_that_share_the_key_within_a_file_are_seen_before_anything_is_written(
    desk: Desk,
) -> None:
    text = "nama,email\nRS Melati,dinas@contoh.id\nRS Kenanga Raya,dinas@contoh.id\n"

    said = desk.told("institutions", text, "--match-by", "email", "--dry-run")

    assert said.counts == (1, 0, 0, 1, 0)
    assert number_of(Institution) == 0


def test_a_kind_without_such_a_key_refuses_it(desk: Desk) -> None:
    said = desk.told("gatherings", "judul,tanggal\nRapat,2021-01-13\n", "--match-by", "phone")

    assert said.code == 1
    assert "tidak dapat dicocokkan" in said.error or "can't be matched" in said.error


def test_the_key_is_chosen_on_the_page_and_remembered_with_the_columns(sign_in: SignIn) -> None:
    secretary: FlaskClient = sign_in(make_user(language="en"))
    make_person(name="Maya Lestari", phone="+62215550001")
    upload(secretary, "nama,telepon\nMaya L.,0215550001\n")
    check(secretary, match_by="phone")
    assert the_import().match_by is MatchBy.PHONE

    upload(secretary, "telepon,nama\n0215550002,Yusuf\n", name="lain.csv")
    page = secretary.get(f"/imports/{the_import().id}/mapping").text

    assert '<option selected value="phone">telephone number</option>' in page
    kept = db.session.scalars(sa.select(RememberedMapping.match_by)).one()
    assert kept is MatchBy.PHONE


def test_a_row_of_somebody_else_is_added_and_goes_with_its_import(sign_in: SignIn) -> None:
    secretary: FlaskClient = sign_in(make_user(language="en"))
    make_person(name="Maya Lestari", email="perpus@contoh.id")
    upload(secretary, "nama,email,jabatan\nYusuf,perpus@contoh.id,Pustakawan\n")
    check(secretary)
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")

    post(secretary, decisions_of(of.id), {"verdict": "new"}, page=f"/imports/{of.id}")

    db.session.expire_all()
    yusuf = db.session.scalars(sa.select(Person).where(Person.name == "Yusuf")).one()
    assert (yusuf.email, yusuf.extras, yusuf.position) == (
        None,
        {"email": "perpus@contoh.id"},
        "Pustakawan",
    )
    address = f"/people/{yusuf.id}"
    assert address in secretary.get("/search?q=Yusuf").text
    assert "Both are right: the row was added" in secretary.get(f"/imports/{of.id}").text

    post(secretary, f"/imports/{of.id}/undoings", {}, page="/imports")

    assert list(db.session.scalars(sa.select(Person.name))) == ["Maya Lestari"]
    assert address not in secretary.get("/search?q=Yusuf").text


def test_a_code_that_is_anothers_stays_with_it(sign_in: SignIn) -> None:
    secretary: FlaskClient = sign_in(make_user(language="en"))
    make_institution(code="11", name="RS Melati")
    upload(secretary, "kode,nama,kode_induk\n11,RS Kasih Ibu,\n", kind="institutions")
    check(secretary)
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")

    answer = post(secretary, decisions_of(of.id), {"verdict": "new"}, page=f"/imports/{of.id}")
    twice = post(secretary, decisions_of(of.id), {"verdict": "new"}, page="/imports/new")

    assert (answer.status_code, twice.status_code) == (303, 409)
    rows = db.session.execute(sa.select(Institution.name, Institution.code, Institution.extras))
    assert sorted(map(tuple, rows)) == [
        ("RS Kasih Ibu", None, {"code": "11"}),
        ("RS Melati", "11", {}),
    ]


def decisions_of(import_id: int) -> str:
    row = db.session.execute(
        sa.text("SELECT id FROM imported_row WHERE import_id = :id"), {"id": import_id}
    ).scalar_one()
    return f"/imports/{import_id}/rows/{row}/decisions"


@pytest.mark.parametrize("verdict", ["new", "keep", "take"])
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("people", "nama,email,jabatan\nYusuf,perpus@contoh.id,Pustakawan\n"),
        ("institutions", "kode,nama,kode_induk\n11,RS Kasih Ibu,\n"),
    ],
)
def test_a_conflict_that_was_decided_is_never_asked_again_of_the_same_file(
    sign_in: SignIn, kind: str, content: str, verdict: str
) -> None:
    secretary: FlaskClient = sign_in(make_user(language="en"))
    make_person(name="Maya Lestari", email="perpus@contoh.id")
    make_institution(code="11", name="RS Melati")
    assert brought_in(secretary, kind, content) == (0, 0, 0, 1)
    post(secretary, decisions_of(the_import().id), {"verdict": verdict}, page="/imports/new")
    people, houses = everything()

    assert brought_in(secretary, kind, content) == (0, 0, 1, 0)

    db.session.expire_all()
    assert everything() == (people, houses)
    post(secretary, f"/imports/{the_import().id}/undoings", {}, page="/imports")
    assert everything() == (people, houses)


def test_what_was_decided_is_forgotten_with_the_import_that_is_taken_back(sign_in: SignIn) -> None:
    secretary: FlaskClient = sign_in(make_user(language="en"))
    make_person(name="Maya Lestari", email="perpus@contoh.id")
    content = "nama,email\nYusuf,perpus@contoh.id\n"
    brought_in(secretary, "people", content)
    post(secretary, decisions_of(the_import().id), {"verdict": "new"}, page="/imports/new")
    post(secretary, f"/imports/{the_import().id}/undoings", {}, page="/imports")

    assert brought_in(secretary, "people", content) == (0, 0, 0, 1)


def brought_in(secretary: FlaskClient, kind: str, content: str) -> tuple[int, int, int, int]:
    """Bring a file in through the pages: how many new, filled up, known, in conflict."""
    upload(secretary, content, kind=kind)
    check(secretary)
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
    db.session.expire_all()
    came = the_import()
    return came.accepted, came.updated, came.duplicates, came.conflicts


def everything() -> tuple[list[Any], list[Any]]:
    """All people and all institutions, row by row."""
    people, houses = (
        [tuple(row) for row in db.session.execute(sa.select(table).order_by(table.c.id))]
        for table in (Person.__table__, Institution.__table__)
    )
    return people, houses
