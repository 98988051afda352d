"""What columns mean: by their names, by a map, and a draft of a map where neither helps."""

from pathlib import Path

import pytest

from crm.bulk.columns import Meaning, NoNameColumn, NoSuchColumn, is_known, meaning_of
from crm.bulk.known import FIELDS, KINDS, NEEDED
from crm.bulk.reading import read
from crm.core.spreadsheets import MARKER


def fields(kind: str, *names: str, **asked: str) -> dict[str, str]:
    return meaning_of(kind, names, asked).as_map(names)


@pytest.mark.parametrize(
    ("kind", "field", "names"),
    [
        ("institutions", "code", "kode_instansi kode_rs kode_pt code kode"),
        ("institutions", "name", "unit_kerja nama nama_pt nama_rs institusi name"),
        ("institutions", "regency_code", "kode_kab_2025"),
        ("institutions", "regency_code_2022", "kode_kab"),
        ("institutions", "regency", "kabupaten_kota"),
        ("institutions", "province", "provinsi"),
        ("institutions", "area", "wilayah"),
        ("parent-bodies", "level", "tingkat"),
        ("parent-bodies", "parent", "kode_induk"),
        ("institutions", "phone", "telepon telp phone"),
        ("institutions", "email", "email e-mail E-Mail"),
        ("institutions", "address", "alamat address"),
        ("institutions", "latitude", "lat lokasi.lat"),
        ("institutions", "longitude", "lon lokasi.lon"),
        ("institutions", "reference", "ref id id_sp"),
        ("people", "name", "nama name Display_Name display-name"),
        ("people", "first", "first personal FIRSTNAME first_name"),
        ("people", "middle", "middle"),
        ("people", "last", "last family LASTNAME Last-Name"),
        ("people", "position", "jabatan"),
        ("people", "city", "kota"),
        ("people", "birth_date", "tanggal_lahir TanggalLahir"),
        ("agreements", "title", "nama_kerjasama"),
        ("agreements", "instrument", "mou_or_pks"),
        ("agreements", "starts_on", "tgl_mulai"),
        ("agreements", "ends_on", "tgl_akhir"),
        ("agreements", "partner_reference", "id_mitra"),
    ],
)
def test_columns_known_without_a_map(kind: str, field: str, names: str) -> None:
    other = "nama" if kind == "people" else "title" if kind == "agreements" else "name"
    for name in names.split():
        found = fields(kind, name, *([] if field in {"name", "title"} else [other]))
        assert found[name] == field
        assert is_known(name)


def test_every_field_is_known_by_its_own_name_and_every_kind_has_its_names() -> None:
    for kind in KINDS:
        for field in FIELDS[kind]:
            assert is_known(field)
        assert all(set(one) <= set(FIELDS[kind]) for one in NEEDED[kind])


def test_the_first_known_name_wins_and_the_others_are_kept_beside() -> None:
    names = ("kode", "nama", "kode_instansi", "unit_kerja", "Catatan Lain", MARKER)

    found = meaning_of("institutions", names)

    assert found.as_map(names) == {"kode_instansi": "code", "unit_kerja": "name"}
    assert found.extras == {0: "kode", 1: "nama", 4: "Catatan Lain"}
    assert found.place_of("code") == 2
    assert found.place_of("email") is None


def test_a_map_wins_over_names_and_speaks_of_fields_in_any_spelling() -> None:
    found = fields("people", "Full", "Mail", "nama", Full="name", Mail="E-Mail", nama="nickname")

    assert found == {"Full": "name", "Mail": "email"}


def test_a_map_may_leave_columns_out_of_the_fields_and_name_them_anew() -> None:
    names = ("nama", "telepon", "tipe", "isi")
    found = meaning_of("institutions", names, {"TELEPON": "", "Tipe": "-", "isi": "beds"})

    assert found.as_map(names) == {"nama": "name"}
    assert found.extras == {1: "telepon", 2: "tipe", 3: "beds"}
    assert found.unknown_fields == ("beds",)


def test_several_columns_may_be_mapped_to_one_field() -> None:
    found = meaning_of("institutions", ("nama", "A1", "A2"), {"A1": "address", "A2": "alamat"})

    assert list(found.fields.values()).count("address") == 2


def test_a_map_of_columns_that_are_not_there_is_refused() -> None:
    with pytest.raises(NoSuchColumn) as caught:
        meaning_of("people", ("nama",), {"Nmae": "name"})

    assert caught.value.missing == ("Nmae",)
    assert "Nmae" in str(caught.value)


def test_without_a_name_column_there_is_a_draft_to_complete() -> None:
    names = ("LIBRARY ID", "LIBRARY NAME", "PHONE", "COUNTY", "SQ FEET")

    with pytest.raises(NoNameColumn) as caught:
        meaning_of("institutions", names)

    draft = caught.value.draft
    assert list(draft) == list(names)
    assert draft["LIBRARY NAME"] == "name"
    assert draft["PHONE"] == "phone"
    assert draft["COUNTY"] == draft["SQ FEET"] == ""
    assert "name" in str(caught.value)
    assert meaning_of("institutions", names, draft).place_of("name") == 1


@pytest.mark.parametrize("names", [("kode", "Nama Kota"), ("nama_kerjasama",), ("Nama Ibu", "x")])
def test_a_name_of_something_else_is_not_the_name(names: tuple[str, ...]) -> None:
    with pytest.raises(NoNameColumn):
        meaning_of("institutions", names)


def test_indonesian_names_of_something_are_taken_with_a_word_of_warning() -> None:
    names = ("kode_rs", "nama_sirs_2022", "nama_covid19_2021")

    found = meaning_of("institutions", names)

    assert found.as_map(names) == {"kode_rs": "code", "nama_sirs_2022": "name"}
    assert found.guessed_name == "nama_sirs_2022"


def test_an_empty_table_needs_no_name() -> None:
    assert meaning_of("people", ()) == Meaning("people", {}, {})


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("people", ("personal",)),
        ("people", ("family",)),
        ("affiliations", ("email", "kode_instansi")),
        ("affiliations", ("nama", "institusi")),
        ("gatherings", ("judul", "tanggal")),
    ],
)
def test_what_is_enough_to_know_what_a_row_is(kind: str, names: tuple[str, ...]) -> None:
    assert meaning_of(kind, names).fields
    with pytest.raises(NoNameColumn):
        meaning_of(kind, ("telepon",))


def test_the_files_of_the_register_need_no_map(outside_data: Path) -> None:
    for file in (outside_data / "institutions").glob("*.csv"):
        found = meaning_of("institutions", read(file).columns)
        assert {"code", "name"} <= set(found.fields.values()), file.name
        assert found.guessed_name is None
