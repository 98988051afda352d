"""What the command makes of files: identity, conflicts, parents, and nothing by halves."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from crm.audit.models import AuditEntry
from crm.bulk.models import Import, ImportedRow
from crm.bulk.remembered import SourceReference
from crm.cli import mitra
from crm.core.db import Model, db
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.people.models import Person
from crm.reminders.models import Message
from crm.search.models import SearchEntry
from crm.timeline.models import Entry
from tests.bulk.conftest import SAMPLES
from tests.bulk.files import Desk
from tests.factories.register import make_institution, make_parent_body, make_person

pytestmark = pytest.mark.both_engines

HEAD = "kode_instansi,unit_kerja,kode_kab,kode_kab_2025,kabupaten_kota,provinsi\n"
CURUP = HEAD + "1702015,RS UMUM DAERAH CURUP,1702,17.02,Kabupaten Rejang Lebong,Bengkulu\n"
PEOPLE = "nama,email,telepon\n"
SHAPE = [
    *("kind", "file", "encoding", "separator", "header_line", "mapping"),
    *("rows", "accepted", "updated", "duplicates", "conflicts", "rejected", "warnings"),
    *("written", "elapsed_s", "id"),
]


def the_only(model: type[Model]) -> Model:
    return db.session.scalars(sa.select(model)).one()


def number_of(model: type[Model]) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(model)).one()


def institution(code: str) -> Institution:
    return db.session.scalars(sa.select(Institution).where(Institution.code == code)).one()


def test_offices_hospitals_and_puskesmas_of_the_same_shapes(desk: Desk) -> None:
    offices = desk.brought("parent-bodies", SAMPLES / "dinas.csv")
    units = desk.brought("institutions", SAMPLES / "unit_kesehatan.csv")
    again = desk.brought("institutions", SAMPLES / "unit_kesehatan.csv")

    assert offices.counts == (4, 0, 0, 0, 0)
    assert units.counts == (5, 0, 0, 0, 0)
    assert again.counts == (0, 0, 5, 0, 0)
    parents = db.session.execute(
        sa.select(Institution.code, ParentBody.code)
        .select_from(Belonging)
        .join(Institution)
        .join(ParentBody)
        .order_by(Institution.code)
    ).all()
    assert [tuple(row) for row in parents] == [
        ("1702015", "1702"),
        ("1702016S", "17"),
        ("1771011", "1771"),
        ("P1702001", "1702"),
        ("P9104001", "9104"),
    ]
    under = db.session.execute(sa.select(Subordination.child_id, Subordination.parent_id)).all()
    assert len(under) == 2


def test_the_province_follows_the_regency_and_old_codes_are_led_on(desk: Desk) -> None:
    desk.brought("institutions", SAMPLES / "unit_kesehatan.csv")

    nabire = institution("P9104001")
    assert (nabire.regency_code, nabire.province_code) == ("94.01", "94")
    assert nabire.zone == "Asia/Jayapura"
    assert institution("1771011").province_code == "17"


def test_names_of_regency_and_province_are_enough(desk: Desk) -> None:
    head = "kode,nama,kabupaten_kota,provinsi\n"
    found = desk.told(
        "institutions",
        head + "1,RS A,Kab. Bandung,Jabar\n2,RS B,Kota Bandung,\n3,RS C,Sukamaju,DKI Jakarta\n",
    )

    assert institution("1").regency_code == "32.04"
    assert institution("2").regency_code == "32.73"
    assert (institution("3").regency_code, institution("3").province_code) == (None, "31")
    assert institution("3").extras == {"regency": "Sukamaju"}
    assert found.lines == [4]


def test_an_equal_code_is_the_same_whatever_the_spelling(desk: Desk) -> None:
    desk.told("institutions", CURUP)

    found = desk.told("institutions", CURUP.replace("RS UMUM DAERAH", "RSUD"))

    assert found.counts == (0, 0, 1, 0, 0)
    assert the_only(Institution).name == "RS UMUM DAERAH CURUP"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "other",
    [
        CURUP.replace("RS UMUM DAERAH CURUP", "RS KASIH IBU"),
        CURUP.replace("17.02", "17.71"),
    ],
)
def test_one_code_with_another_name_or_place_waits_for_a_person(desk: Desk, other: str) -> None:
    desk.told("institutions", CURUP)

    found = desk.told("institutions", other + "1702099,RS LAIN,1702,17.02,,\n")

    assert (found.code, found.counts) == (0, (1, 0, 0, 1, 0))
    assert found["conflicts"][0]["line"] == 2
    assert found["conflicts"][0]["value"] == "RS UMUM DAERAH CURUP"
    assert institution("1702015").name == "RS UMUM DAERAH CURUP"
    assert institution("1702015").regency_code == "17.02"
    assert the_only(ImportedRow).waits  # type: ignore[attr-defined]


def test_the_first_row_of_a_file_stands(desk: Desk) -> None:
    line = "1702015,RSUD CURUP,1702,17.02,,\n"

    found = desk.told("institutions", CURUP + line + line.replace("RSUD CURUP", "RS PELNI"))

    assert found.counts == (1, 0, 1, 1, 0)
    assert the_only(ImportedRow).record_id == institution("1702015").id  # type: ignore[attr-defined]


def test_two_codes_are_never_the_same(desk: Desk) -> None:
    found = desk.told("institutions", CURUP + CURUP.splitlines()[1].replace("1702015", "1702016"))

    assert found.counts == (2, 0, 0, 0, 0)


def test_what_is_empty_is_filled_and_what_is_stored_stands(desk: Desk) -> None:
    make_institution(code="11", name="RS Melati", phone="+62215550001", regency_code=None)
    head = "kode,nama,telepon,alamat,kode_kab_2025,kelas\n"

    found = desk.told("institutions", head + "11,RS Melati,021-5550002,Jl. Anggrek 1,31.71,B\n")

    stored = the_only(Institution)
    assert isinstance(stored, Institution)
    assert found.counts == (0, 1, 0, 0, 0)
    assert (stored.phone, stored.address) == ("+62215550001", "Jl. Anggrek 1")
    assert (stored.regency_code, stored.province_code, stored.version) == ("31.71", "31", 2)
    assert stored.extras == {"kelas": "B"}
    assert found.lines == [2]
    row = the_only(ImportedRow)
    assert isinstance(row, ImportedRow)
    assert row.before["address"] == ""
    assert row.after["address"] == "Jl. Anggrek 1"


def test_hospitals_find_an_office_that_comes_later(desk: Desk) -> None:
    first = desk.told("institutions", CURUP)
    make_parent_body(code="1702")

    again = desk.told("institutions", CURUP)

    assert first.lines == [2]
    assert (again.counts, again.lines) == ((0, 1, 0, 0, 0), [])
    assert number_of(Belonging) == 1


def test_parents_may_stand_below_their_children_but_never_in_a_circle(desk: Desk) -> None:
    head = "kode,nama,kode_induk\n"

    found = desk.told("parent-bodies", head + "B,Fakultas,A\nA,Universitas,\nC,Biro,C\nD,X,Z\n")

    assert found.counts == (4, 0, 0, 0, 0)
    assert number_of(Subordination) == 1
    assert found.lines == [4, 5]


def test_without_a_code_name_and_place_tell_who_it_is(desk: Desk) -> None:
    make_institution(code="55", name="RS Mawar", regency_code="32.73", province_code="32")
    head = "nama,kota,negara\n"
    text = head + "RS Mawar,Bandung,\nRS Mawar,Surabaya,\nRS  MAWAR,Leeds,UK\nRS Mawar,York,UK\n"

    found = desk.told("institutions", text)
    again = desk.told("institutions", text.replace("RS  MAWAR", "Rs Mawar"))

    assert found.counts == (3, 0, 1, 0, 0)
    assert again.counts == (0, 0, 4, 0, 0)


def test_several_of_one_name_at_one_place_are_left_to_a_person(desk: Desk) -> None:
    for code in ("1", "2"):
        make_institution(code=code, name="RS Mawar", regency_code="32.73", province_code="32")

    found = desk.told("institutions", "nama,kota\nRS Mawar,Bandung\n")

    assert found.counts == (0, 0, 0, 1, 0)


def test_an_address_is_a_person_whatever_its_case_and_titles(desk: Desk) -> None:
    make_person(name="Maya Lestari", email="maya@contoh.id", phone="")

    found = desk.told(
        "people", PEOPLE + '"dr. Maya Lestari, Sp.PD",Maya@Contoh.ID,0812 3456 7890\n'
    )

    stored = the_only(Person)
    assert isinstance(stored, Person)
    assert found.counts == (0, 1, 0, 0, 0)
    assert (stored.full_name, stored.phone) == ("dr. Maya Lestari, Sp.PD", "+6281234567890")


def test_a_number_with_the_name_is_a_person_and_a_name_alone_only_warns(desk: Desk) -> None:
    make_person(name="Maya Lestari", email=None, phone="+6281234567890")

    found = desk.told(
        "people",
        PEOPLE + '"Maya Lestari, M.Kes",,081234567890\nMaya Lestari,m@contoh.id,\n'
        "Yusuf,yusuf@contoh.id,081234567890\n",
    )

    assert found.counts == (2, 1, 0, 0, 0)
    assert found.lines == [2, 3]


def test_one_address_with_another_name_waits_for_a_person(desk: Desk) -> None:
    make_person(name="Maya Lestari", email="perpus@contoh.id")

    found = desk.told("people", PEOPLE + "Yusuf Hidayat,perpus@contoh.id,\n")

    assert found.counts == (0, 0, 0, 1, 0)
    assert the_only(Person).name == "Maya Lestari"  # type: ignore[attr-defined]


def test_a_reference_identifies_within_its_source_and_not_in_the_world(desk: Desk) -> None:
    head = "ref,nama,kota\n"
    desk.told("people", head + "1,Maya Lestari,\n2,Yusuf,\n", name="satu.csv")

    same = desk.told("people", head + "2,Yusuf,Solo\n1,Maya,\n", name="satu.csv")
    other = desk.told("people", head + "1,Ratna Dewi,\n2,Bima,\n", name="dua.csv")
    given_anew = desk.told("people", head + "1,Sari Wulandari,\n", name="satu.csv")

    assert same.counts == (0, 1, 1, 0, 0)
    assert other.counts == (2, 0, 0, 0, 0)
    assert given_anew.counts == (1, 0, 0, 0, 0)
    assert number_of(SourceReference) == 4


def test_people_without_address_and_number_come_in_once(desk: Desk) -> None:
    text = "personal,family\nMaya,Lestari\nMaya,Lestari\n"

    found = desk.told("people", text, name="a.csv")
    again = desk.told("people", text, name="b.csv")

    assert found.counts == (2, 0, 0, 0, 0)
    assert again.counts == (0, 0, 2, 0, 0)


def test_a_rejected_row_stops_the_whole_file(desk: Desk) -> None:
    text = PEOPLE + "Maya,maya@contoh.id,\n...,x@contoh.id,\nYusuf,yusuf(at)contoh.id,\n"

    found = desk.told("people", text)

    assert (found.code, found.counts, found["written"]) == (1, (1, 0, 0, 0, 2), False)
    assert [(one["line"], one["column"], one["value"]) for one in found["rejected"]] == [
        (3, "nama", "..."),
        (4, "email", "yusuf(at)contoh.id"),
    ]
    assert (number_of(Person), number_of(Import)) == (0, 0)


def test_the_good_rows_may_be_kept(desk: Desk) -> None:
    text = PEOPLE + "Maya,maya@contoh.id,\n...,x@contoh.id,\n"

    found = desk.told("people", text, "--keep-good")

    assert (found.code, found.counts, found["written"]) == (0, (1, 0, 0, 0, 1), True)
    row = the_only(ImportedRow)
    assert isinstance(row, ImportedRow)
    assert (row.line, row.cells) == (3, ["...", "x@contoh.id", ""])


def test_the_answer_has_the_shape_of_the_contract(desk: Desk) -> None:
    found = desk.told("institutions", CURUP)

    assert list(found.answer) == SHAPE
    assert (found["kind"], found["file"]) == ("institutions", "daftar.csv")
    assert (found["encoding"], found["separator"], found["header_line"]) == ("utf-8", ",", 1)
    assert found["mapping"]["kode_kab"] == "regency_code_2022"
    assert found["id"] == the_only(Import).id  # type: ignore[attr-defined]


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    tried = desk.told("institutions", CURUP, "--dry-run")
    done = desk.told("institutions", CURUP)

    assert (tried.counts, tried["written"], tried["id"]) == (done.counts, False, None)
    assert number_of(Institution) == 1


@pytest.mark.parametrize("text", ["", HEAD, "\ufeff", "\n\n"])
def test_a_file_without_rows_is_no_failure(desk: Desk, text: str) -> None:
    found = desk.told("institutions", text)

    assert (found.code, found["rows"], found["written"]) == (0, 0, False)
    assert number_of(Import) == 0


def test_without_a_name_column_comes_a_draft_of_the_map(desk: Desk) -> None:
    found = desk.told("institutions", "NAMA PERPUS,surel\nPerpustakaan A,a@b.id\n")
    refused = desk.told("institutions", "perpus,surel\nPerpustakaan A,a@b.id\n")
    mended = desk.told(
        "institutions",
        "perpus,surel\nPerpustakaan A,a@b.id\n",
        *("--map", desk.map({"perpus": "name"})),
    )

    assert found.code == 0
    assert (refused.code, refused["mapping"]) == (1, {"perpus": "", "surel": "email"})
    assert mended.counts == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("nama;kota,email\nA;B,c@d.id\nE;F,g@h.id\n", [";", ","]),
        ("satu,dua\ntiga,empat\n", ["1", "none"]),
    ],
)
def test_what_can_not_be_told_is_asked(desk: Desk, text: str, candidates: list[str]) -> None:
    found = desk.told("people", text)

    assert found.code == 1
    assert sorted(found["candidates"]) == sorted(candidates)
    assert all(one in found.error for one in candidates)


@pytest.mark.parametrize("content", ["[1]", '{"a": 1}', "nama"])
def test_a_map_that_is_none_is_refused(desk: Desk, content: str) -> None:
    file = desk.folder / "map.json"
    file.write_text(content)

    found = desk.told("people", PEOPLE + "Maya,,\n", "--map", file)

    assert (found.code, found["rows"]) == (1, 0)


def test_the_map_may_name_no_column_that_is_not_there(desk: Desk) -> None:
    found = desk.told("people", PEOPLE + "Maya,,\n", "--map", desk.map({"Nama Orang": "name"}))

    assert found.code == 1
    assert "Nama Orang" in found.error


def test_import_writes_no_letter_and_one_line_of_the_trail(desk: Desk) -> None:
    desk.told("people", PEOPLE + "Maya,maya@contoh.id,\nYusuf,yusuf@contoh.id,\n")

    facts = db.session.scalars(
        sa.select(AuditEntry.fact).where(AuditEntry.subject_kind == "import")
    )
    assert list(facts) == ["ImportApplied"]
    assert number_of(Message) == 0


def test_each_record_tells_from_where_it_came_and_is_found(desk: Desk) -> None:
    desk.told("institutions", CURUP)

    stored = institution("1702015")
    entry = db.session.scalars(sa.select(Entry).where(Entry.record_kind == "institution")).one()
    assert (entry.fact, entry.record_id) == ("RecordImported", stored.id)
    assert entry.facts == {"file": "daftar.csv"}
    found = db.session.scalars(sa.select(SearchEntry.words)).one()
    assert "curup" in found


def test_the_import_remembers_which_records_are_new(desk: Desk) -> None:
    make_person(email="a@contoh.id", name="Ana")

    desk.told("people", PEOPLE + "Maya,m@contoh.id,\nAna,a@contoh.id,\nBima,b@contoh.id,\n")

    new = sorted(db.session.scalars(sa.select(Person.id).where(Person.name != "Ana")))
    done = the_only(Import)
    assert isinstance(done, Import)
    assert done.created_records == {"ranges": [[new[0], new[1]]]}


def test_statements_grow_with_portions_and_not_with_rows(
    desk: Desk, count_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows(number: int) -> str:
        return PEOPLE + "".join(f"Orang {n},o{n}@contoh.id,\n" for n in range(number))

    def cost(number: int, name: str) -> int:
        with count_queries() as statements:  # type: ignore[operator]
            desk.told("people", rows(number), name=name)
        return len(statements)

    cost(2, "a.csv")
    assert cost(4, "b.csv") == cost(900, "c.csv")


def test_cards_and_workbooks_come_in_too(desk: Desk) -> None:
    cards = desk.brought("people", SAMPLES / "kartu.vcf", "--keep-good")
    sheet = desk.brought("institutions", SAMPLES / "rumah_sakit_judul.csv", "--keep-good")

    assert cards["accepted"] > 0
    assert sheet["accepted"] > 0


def test_a_file_that_is_not_there_is_misuse(desk: Desk, tmp_path: Path) -> None:
    ran = desk.app.test_cli_runner().invoke(mitra, ["import", "people", str(tmp_path / "x.csv")])

    assert ran.exit_code == 2


def test_one_key_under_many_rows_is_told_before_anything_is_written(desk: Desk) -> None:
    rows = "Maya,kantor@contoh.id,\n" * 4 + "Yusuf,y@contoh.id,\n" * 2

    found = desk.told("people", PEOPLE + rows, "--dry-run")

    assert (found.counts, found["written"]) == ((2, 0, 4, 0, 0), False)
    assert [one["line"] for one in found["warnings"]] == [2]
    assert "kantor@contoh.id \u00d7 4" in found["warnings"][0]["message"]
