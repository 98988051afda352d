"""A whole import is taken back as long as nothing depends on it; a refusal names what does."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.bulk.models import Import
from crm.bulk.vocabulary import ImportState
from crm.core.actors import Actor
from crm.core.db import Model, db
from crm.core.transactions import commit
from crm.institutions.models import Institution
from crm.people.models import Person
from crm.permissions import Role
from crm.reminders.models import Message
from tests.bulk.files import Desk
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post

pytestmark = pytest.mark.both_engines

BODIES = "kode,nama,kode_induk\n17,Dinas Provinsi,\n1702,Dinas Kesehatan,17\n"
UNITS = "id,kode,nama,telepon,kode_kab,kelas\n1,11,RS Melati,021-5550002,1702,B\n2,,RS Antah,,,\n"
PEOPLE = "nama,email,kode_instansi\nMaya,maya@contoh.id,11\nYusuf,y@contoh.id,\n"
WORK = "email,kode_instansi,jabatan\ny@contoh.id,11,Pustakawan\n"
PAST = "nama_kerjasama,mitra,tgl_mulai,arsip\nMagang,RS Melati,2020-01-01,rak 3\n"
HELD = "judul,tanggal\nRapat,2021-01-13\n"
ALL = (
    ("parent-bodies", BODIES),
    ("institutions", UNITS),
    ("people", PEOPLE),
    ("affiliations", WORK),
    ("agreements", PAST),
    ("gatherings", HELD),
)
NEVER_TAKEN_BACK = {"import", "imported_row", "audit_entry", "audit_seal", "search_word"}


def everything() -> dict[str, list[Any]]:
    """Every row of every table but the trail and the journal of imports with its history."""
    db.session.expire_all()
    found = {
        table.name: sorted(map(str, db.session.execute(sa.select(table)).all()))
        for table in Model.metadata.sorted_tables
        if table.name not in NEVER_TAKEN_BACK
    }
    found["entry"] = [line for line in found["entry"] if ", 'import', " not in line[:20]]
    return found


def test_what_came_in_goes_out_and_everything_is_as_before(desk: Desk) -> None:
    states, numbers = [everything()], []
    for kind, text in ALL:
        numbers.append(desk.told(kind, text, name=f"{kind}.csv")["id"])
        states.append(everything())

    for number, before in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        said = desk.undone(number)

        assert (said.code, said.error) == (0, "")
        assert everything() == before
    assert desk.undone(numbers[0]).code == 1
    assert db.session.scalars(sa.select(sa.func.count(Message.id))).one() == 0


def test_what_was_filled_is_as_before_and_can_be_filled_again(desk: Desk) -> None:
    desk.told("parent-bodies", BODIES, name="b.csv")
    make_institution(code="11", name="RS Melati", phone="", regency_code=None)
    commit()
    before = everything()

    first = desk.told("institutions", UNITS)
    back = desk.undone(first["id"])
    undone = everything()
    again = desk.told("institutions", UNITS)

    assert (first.counts, again.counts) == ((1, 1, 0, 0, 0), (1, 1, 0, 0, 0))
    assert (back["removed"], back["restored"]) == (1, 1)
    for found in (before, undone):  # the factory enters neither
        del found["search_entry"], found["match_key"]
    for rows in (before["institution"], undone["institution"]):
        rows[:] = [row.rpartition("version")[0] for row in rows]
    assert undone == before


@pytest.mark.parametrize(("kind", "number"), [("parent-bodies", 0), ("institutions", 1)])
def test_what_others_lean_on_stays_and_the_refusal_names_it(
    desk: Desk, kind: str, number: int
) -> None:
    numbers = [desk.told(kind_, text, name=f"{kind_}.csv")["id"] for kind_, text in ALL]
    before = everything()

    said = desk.undone(numbers[number])

    assert said.code == 1
    name = {"parent-bodies": "Dinas Kesehatan", "institutions": "RS Melati"}[kind]
    assert f"{name}: " in said.error
    assert everything() == before
    assert db.session.get_one(Import, numbers[number]).state is ImportState.APPLIED


def test_what_was_changed_by_hand_since_stays(desk: Desk) -> None:
    made = desk.told("people", "nama,email,jabatan\nMaya,maya@contoh.id,\n", name="a.csv")
    filled = desk.told("people", "nama,email,jabatan\nMaya,maya@contoh.id,Staf\n", name="b.csv")
    maya = db.session.scalars(sa.select(Person)).one()
    maya.change(by=Actor(name="Sari"), position="Kepala")
    commit()

    assert "Maya: " in desk.undone(filled["id"]).error
    assert "Maya: " in desk.undone(made["id"]).error
    assert db.session.scalars(sa.select(Person.position)).one() == "Kepala"


def test_nothing_of_a_file_that_is_only_here_can_be_taken_back(desk: Desk) -> None:
    said = desk.undone(77)

    assert (said.code, "77" in said.error) == (1, True)


def test_taken_back_from_its_page(sign_in: SignIn, desk: Desk) -> None:
    number = desk.told("institutions", UNITS)["id"]
    client: FlaskClient = sign_in(make_user(role=Role.SECRETARIAT))
    assert f"/imports/{number}/undoings" in client.get(f"/imports/{number}").text

    answer = post(client, f"/imports/{number}/undoings", {}, page="/imports")
    again = post(client, f"/imports/{number}/undoings", {}, page="/imports")
    page = client.get(f"/imports/{number}").text

    assert (answer.status_code, again.status_code) == (303, 409)
    assert db.session.scalars(sa.select(sa.func.count(Institution.id))).one() == 0
    assert f"/imports/{number}/undoings" not in page
    assert client.get("/search?q=Melati").text.count("RS Melati") == 0


def test_who_does_not_import_takes_nothing_back(sign_in: SignIn, desk: Desk) -> None:
    number = desk.told("institutions", UNITS)["id"]
    client = sign_in(make_user(role=Role.BOARD))

    assert post(client, f"/imports/{number}/undoings", {}, page="/").status_code == 403
