"""The pages of import: a file, its columns, what would come of it, and what came."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.bulk import working
from crm.bulk.models import Import, ImportedRow, StagedFile
from crm.bulk.outcomes import Outcome
from crm.bulk.remembered import RememberedMapping
from crm.bulk.staging import KEPT, forget_old_files
from crm.bulk.vocabulary import ImportState, Verdict
from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.models import Institution
from crm.jobs.models import Job, JobState
from crm.jobs.running import run_due_jobs
from crm.people.models import Person
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post, send_file, token_on, words_of

PEOPLE = "nama,email,telepon\n"
TWO = PEOPLE + "Maya Lestari,maya@contoh.id,\nYusuf,yusuf@contoh.id,081234567890\n"
BAD = TWO + "...,x@contoh.id,\nRatna,ratna(at)contoh.id,\n"


def upload(
    client: FlaskClient, content: str | bytes, name: str = "orang.csv", kind: str = "people"
) -> TestResponse:
    token = token_on(client.get("/imports/new").text)
    written = content.encode() if isinstance(content, str) else content
    return send_file(client, "/imports", written, name, kind=kind, csrf_token=token)


def the_import() -> Import:
    db.session.expire_all()
    return db.session.scalars(sa.select(Import).order_by(Import.id.desc()).limit(1)).one()


def number_of(model: type) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(model)).one()


def check(client: FlaskClient, **meaning: str) -> TestResponse:
    """Say what the columns mean, as the page proposes unless said otherwise."""
    of = the_import()
    proposed = client.get(f"/imports/{of.id}/mapping").text
    data = {name: value for name, value in chosen_in(proposed).items() if value}
    return post(client, f"/imports/{of.id}/mapping", {**data, **meaning})


def chosen_in(page: str) -> dict[str, str]:
    """What the selects of a page propose."""
    found = {}
    for name, options in re.findall(
        r'<select[^>]*name="(column_\d+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


@pytest.fixture
def secretary(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(language="en", name="Sari Wulandari"))


def test_a_file_goes_from_columns_to_preview_to_records(secretary: FlaskClient) -> None:
    answer = upload(secretary, TWO)
    of = the_import()
    columns = secretary.get(answer.location).text
    seen = secretary.get(check(secretary).location)

    assert answer.location == f"/imports/{of.id}/mapping"
    assert chosen_in(columns) == {"column_0": "name", "column_1": "email", "column_2": "phone"}
    assert "2 of 2 rows are ready." in words_of(seen.text)
    assert "Import 2 rows" in words_of(seen.text)
    assert number_of(Person) == 0

    done = post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
    page = words_of(secretary.get(done.location).text)

    assert number_of(Person) == 2
    assert number_of(StagedFile) == 0
    assert "Every row went in as it stands" in page
    assert the_import().state is ImportState.APPLIED
    assert the_import().started_by == "Sari Wulandari"


def test_errors_stand_in_the_cells_that_hold_them(secretary: FlaskClient) -> None:
    upload(secretary, BAD)

    page = secretary.get(check(secretary).location).text

    assert '<td class="m-sel">...<small class="m-late">There is no name.</small></td>' in page
    assert "ratna(at)contoh.id<small" in page
    assert "2 of 4 rows are ready." in words_of(page)
    only = secretary.get(f"/imports/{the_import().id}?outcome=rejected").text
    assert "Yusuf" not in only
    assert "ratna(at)contoh.id" in only
    assert secretary.get(f"/imports/{the_import().id}?outcome=secret").status_code == 400


def test_rejected_rows_come_back_as_a_file_that_can_be_mended(secretary: FlaskClient) -> None:
    upload(secretary, BAD.replace("...", "'=1+1"))
    check(secretary)
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")

    given = secretary.get(f"/imports/{of.id}/rejected-rows")
    mended = given.text.replace("ratna(at)contoh.id", "ratna@contoh.id")
    upload(secretary, mended, name="mended.csv")
    check(secretary)
    again = the_import()

    assert given.headers["Content-Disposition"] == 'attachment; filename="orang-rejected.csv"'
    assert "No letter can reach this e-mail address." in given.text
    assert (again.accepted, again.rejected) == (1, 0)
    post(secretary, f"/imports/{again.id}/applications", page=f"/imports/{again.id}")
    assert db.session.scalars(sa.select(Person.extras).where(Person.name == "Ratna")).one() == {}


@pytest.mark.parametrize(("verdict", "name"), [("keep", "RS Melati"), ("take", "RS Kasih Ibu")])
def test_a_conflict_is_decided_by_a_person(secretary: FlaskClient, verdict: str, name: str) -> None:
    stored = make_institution(code="11", name="RS Melati")
    upload(secretary, "kode,nama,alamat\n11,RS Kasih Ibu,Jl. Mawar\n", kind="institutions")
    check(secretary)
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
    row = db.session.scalars(sa.select(ImportedRow)).one()
    listed = words_of(secretary.get("/imports").text)
    page = f"/imports/{of.id}?outcome=conflict"
    assert "Keep what is stored" in words_of(secretary.get(page).text)

    answer = post(
        secretary, f"/imports/{of.id}/rows/{row.id}/decisions", {"verdict": verdict}, page=page
    )
    twice = post(
        secretary,
        f"/imports/{of.id}/rows/{row.id}/decisions",
        {"verdict": verdict},
        page="/imports/new",
    )

    db.session.expire_all()
    assert "Conflicts that wait for you" in listed
    assert (answer.status_code, twice.status_code) == (303, 409)
    assert stored.name == name
    assert (stored.address == "Jl. Mawar") is (verdict == "take")
    assert row.decision is Verdict(verdict)
    assert "Conflicts that wait for you" not in words_of(secretary.get("/imports").text)


def test_a_conflict_about_a_person_or_a_place_takes_what_the_file_says(
    secretary: FlaskClient,
) -> None:
    person = make_person(name="Maya Lestari", email="perpus@contoh.id")
    unit = make_institution(code="11", name="RS Melati", regency_code="32.73", province_code="32")
    for kind, text in (
        ("people", "nama,email,tanggal_lahir\nYusuf,perpus@contoh.id,1980-02-01\n"),
        ("institutions", "kode,nama,kode_kab_2025,kelas\n11,RS Melati,94.01,B\n"),
    ):
        upload(secretary, text, kind=kind)
        check(secretary)
        of = the_import()
        post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
        row = db.session.scalars(sa.select(ImportedRow).where(ImportedRow.import_id == of.id)).one()
        url = f"/imports/{of.id}/rows/{row.id}/decisions"
        post(secretary, url, {"verdict": "take"}, page=f"/imports/{of.id}")

    db.session.expire_all()
    assert (person.name, str(person.born_on)) == ("Yusuf", "1980-02-01")
    assert (unit.province_code, unit.zone, unit.extras) == ("94", "Asia/Jayapura", {"kelas": "B"})


def test_what_can_not_be_told_is_asked_and_then_read(secretary: FlaskClient) -> None:
    answer = upload(secretary, "nama;kota,email\nA;B,c@d.id\nE;F,g@h.id\n")
    of = the_import()
    asked = secretary.get(answer.location, follow_redirects=True)

    told = post(
        secretary,
        f"/imports/{of.id}/reading",
        {"encoding": "", "separator": ";", "header": "", "sheet": ""},
    )

    assert "It cannot be told what separates the columns." in words_of(asked.text)
    assert secretary.get(told.location).status_code == 200
    assert the_import().reading["columns"] == ["nama", "kota,email"]


def test_a_file_that_nothing_helps_is_refused_beside_the_field(secretary: FlaskClient) -> None:
    answer = upload(secretary, b"%PDF-1.7 ...", name="surat.pdf")
    none = post(secretary, "/imports", {"kind": "people"}, page="/imports/new")
    empty = upload(secretary, " \n\n")

    assert (answer.status_code, none.status_code, empty.status_code) == (422, 422, 422)
    assert "There is nothing in this file." in words_of(empty.text)
    assert "This is not a table" in words_of(answer.text)
    assert "Choose a file." in words_of(none.text)
    assert number_of(Import) == 0


def test_some_column_must_name_the_rows(secretary: FlaskClient) -> None:
    upload(secretary, "siapa,surel\nMaya,m@contoh.id\n")
    of = the_import()

    refused = post(secretary, f"/imports/{of.id}/mapping", {"column_0": "", "column_1": "email"})
    taken = post(secretary, f"/imports/{of.id}/mapping", {"column_0": "name", "column_1": "email"})

    assert refused.status_code == 422
    assert "Say which column names the rows." in words_of(refused.text)
    assert taken.status_code == 303
    assert the_import().accepted == 1


def test_without_a_header_the_columns_are_guessed_by_what_stands_in_them(
    secretary: FlaskClient,
) -> None:
    upload(secretary, "021-5550001,Maya Lestari,maya@contoh.id,2\n0815550002,Yusuf,,3\n")
    of = the_import()
    post(
        secretary,
        f"/imports/{of.id}/reading",
        {"encoding": "", "separator": "", "header": "none", "sheet": ""},
    )

    page = secretary.get(f"/imports/{of.id}/mapping").text

    assert chosen_in(page) == {
        "column_0": "phone",
        "column_1": "name",
        "column_2": "email",
        "column_3": "",
    }


def test_what_columns_meant_is_remembered_for_the_same_columns(secretary: FlaskClient) -> None:
    upload(secretary, "siapa,surel\nMaya,m@contoh.id\n")
    check(secretary, column_0="name", column_1="email")

    upload(secretary, "surel,siapa\ny@contoh.id,Yusuf\n", name="lain.csv")
    page = secretary.get(f"/imports/{the_import().id}/mapping").text

    assert chosen_in(page) == {"column_0": "email", "column_1": "name"}
    assert "These columns are known from an earlier import." in words_of(page)
    assert number_of(RememberedMapping) == 1


def test_the_same_file_again_is_said_and_adds_nothing(secretary: FlaskClient) -> None:
    for _ in range(2):
        answer = upload(secretary, TWO)
        columns = words_of(secretary.get(answer.location).text)
        check(secretary)
        of = the_import()
        post(secretary, f"/imports/{of.id}/applications", page="/imports/new")

    assert "This very file was imported before." in columns
    assert the_import().duplicates == 2
    assert number_of(Person) == 2


def test_an_import_is_applied_once(secretary: FlaskClient) -> None:
    upload(secretary, TWO)
    unchecked = post(secretary, f"/imports/{the_import().id}/applications", page="/imports/new")
    check(secretary)
    url = f"/imports/{the_import().id}/applications"

    first = post(secretary, url, page="/imports/new")
    second = post(secretary, url, page="/imports/new")
    changed = post(secretary, f"/imports/{the_import().id}/deletion", page="/imports/new")

    assert [one.status_code for one in (unchecked, first, second, changed)] == [409, 303, 409, 409]
    assert number_of(Person) == 2


def test_the_file_may_replace_what_is_stored_if_that_is_said(secretary: FlaskClient) -> None:
    stored = make_person(name="Maya Lestari", email="maya@contoh.id", phone="+62215550001")
    text = PEOPLE + "Maya Lestari,maya@contoh.id,0215550002\n"

    upload(secretary, text)
    kept = secretary.get(check(secretary).location).text
    taken = secretary.get(check(secretary, takes_file="y").location).text
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")

    db.session.expire_all()
    assert "The file says otherwise; what is stored stands." in words_of(kept)
    assert '<del class="m-out">+62215550001</del>' in taken
    assert stored.phone == "+62215550002"


def test_large_files_are_long_work(secretary: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 1)
    upload(secretary, BAD)
    check(secretary)
    of = the_import()
    waiting = words_of(secretary.get(f"/imports/{of.id}").text)

    assert run_due_jobs() == 1
    checked = words_of(secretary.get(f"/imports/{of.id}").text)
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
    assert number_of(Person) == 0
    assert run_due_jobs() == 1

    jobs = db.session.scalars(sa.select(Job).order_by(Job.id)).all()
    assert "Checking orang.csv" in waiting
    assert "2 of 4 rows are ready." in checked
    assert [job.state for job in jobs] == [JobState.DONE, JobState.DONE]
    assert jobs[1].result_url == f"/imports/{of.id}"
    assert jobs[1].user_id == the_import().user_id
    assert number_of(Person) == 2
    assert number_of(StagedFile) == 0


def test_work_that_was_done_before_a_kill_is_done(
    secretary: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 1)
    upload(secretary, TWO)
    check(secretary)
    run_due_jobs()
    of = the_import()
    post(secretary, f"/imports/{of.id}/applications", page=f"/imports/{of.id}")
    run_due_jobs()
    db.session.execute(
        sa.update(Job)
        .where(Job.kind == working.APPLY)
        .values(state=JobState.QUEUED, owner=None, lease_until=None)
    )
    commit()

    assert run_due_jobs() == 1

    states = db.session.scalars(sa.select(Job.state).where(Job.kind == working.APPLY)).all()
    assert states == [JobState.DONE]
    assert number_of(Person) == 2


def test_a_file_may_be_thrown_away_and_is_after_a_month(
    secretary: FlaskClient, time_machine: Any
) -> None:
    upload(secretary, TWO)
    check(secretary)
    post(secretary, f"/imports/{the_import().id}/deletion", page="/imports/new")
    assert (number_of(Import), number_of(ImportedRow), number_of(StagedFile)) == (0, 0, 0)

    upload(secretary, TWO)
    created = the_import().created_at
    assert forget_old_files() == 0
    time_machine.move_to(created + KEPT * 1.1)
    assert forget_old_files() == 1
    assert number_of(StagedFile) == 0


@pytest.mark.parametrize("role", [Role.PARTNER, Role.CAMPAIGN_MANAGER, Role.BOARD, Role.EXPERT])
def test_only_those_who_keep_the_register_import(sign_in: SignIn, role: Role) -> None:
    given = {"institution_id": make_institution().id} if role is Role.PARTNER else {}
    browser = sign_in(make_user(role, **given))

    assert browser.get("/imports").status_code == 403
    assert browser.post("/imports", data={}).status_code in {400, 403}


def test_large_files_are_let_in_on_this_page_alone(secretary: FlaskClient) -> None:
    lines = "".join(f"{'Orang ' + 'a' * 200} {n},o{n}@contoh.id,\n" for n in range(60_000))

    answer = upload(secretary, PEOPLE + lines)
    token = token_on(secretary.get("/imports/new").text)
    elsewhere = send_file(
        secretary, "/imports/1/mapping", lines.encode(), "x.csv", csrf_token=token
    )

    assert answer.status_code == 303
    assert the_import().reading["rows"] == 60_000
    assert elsewhere.status_code == 413


def test_pages_cost_the_same_however_many_rows(
    secretary: FlaskClient, count_queries: CountQueries
) -> None:
    def cost(rows: int) -> int:
        upload(secretary, PEOPLE + "".join(f"Orang {n},o{n}(at)contoh.id,\n" for n in range(rows)))
        check(secretary)
        commit()
        with count_queries() as statements:
            secretary.get(f"/imports/{the_import().id}")
        return len(statements) - 1

    few, many = cost(2), cost(300)

    assert few == many <= 14


def test_the_pages_speak_indonesian(sign_in: SignIn) -> None:
    browser = sign_in(make_user(language="id"))
    upload(browser, BAD)
    columns = words_of(browser.get(f"/imports/{the_import().id}/mapping").text)
    preview = words_of(browser.get(check(browser).location).text)
    listed = words_of(browser.get("/imports").text)

    assert "Arti kolom-kolom" in columns
    assert "Periksa sebelum masuk" in preview
    assert "2 dari 4 baris siap." in preview
    assert "Impor 2 baris" in preview
    assert "Belum ditulis" in listed


def test_what_the_command_brought_in_shows_too(secretary: FlaskClient, desk: Any) -> None:
    make_institution(code="11", name="RS Melati")
    desk.told("institutions", "kode,nama\n11,RS Kenanga\n12,RS Anggrek\n")

    page = words_of(secretary.get(f"/imports/{the_import().id}").text)

    assert "stored: RS Melati" in page
    assert number_of(Institution) == 2
    rows = db.session.scalars(sa.select(ImportedRow.outcome)).all()
    assert rows == [Outcome.CONFLICT]
