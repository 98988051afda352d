"""What the rows of a file become, and what is said of those that are odd."""

import tracemalloc
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.bulk import cells, findings
from crm.bulk.cells import Doubt, Refused
from crm.bulk.checking import rows_of
from crm.bulk.columns import meaning_of
from crm.bulk.findings import Findings, Rejected, Warned
from crm.bulk.institution_types import institution_type
from crm.bulk.kinds import AffiliationRow, AgreementRow, InstitutionRow, PersonRow, Row
from crm.bulk.reading import read
from crm.core.text import folded
from crm.institutions.models import InstitutionType
from tests.bulk.conftest import SAMPLES


class Checked(NamedTuple):
    rows: list[Row]
    findings: Findings

    @property
    def warnings(self) -> list[tuple[int, str]]:
        return [(one.line, one.key) for one in self.findings.warnings]

    @property
    def rejected(self) -> list[tuple[int, str | None, str, str | None]]:
        return [(one.line, one.column, one.key, one.value) for one in self.findings.rejected]


def checked(
    kind: str, content: bytes | Path, asked: dict[str, str | None] | None = None
) -> Checked:
    table = read(content)
    rows = list(rows_of(table, meaning_of(kind, table.columns, asked)))
    return Checked(rows, table.findings)


def institution(text: str, **asked: str | None) -> InstitutionRow:
    row = checked("institutions", text.encode(), dict(asked)).rows[0]
    assert isinstance(row, InstitutionRow)
    return row


def person(text: str) -> PersonRow:
    row = checked("people", text.encode()).rows[0]
    assert isinstance(row, PersonRow)
    return row


def test_a_hospital_with_everything_the_register_says() -> None:
    row = institution(
        "kode_instansi,unit_kerja,kode_kab,kode_kab_2025,kabupaten_kota,provinsi,kelas\n"
        "1101015,RS UMUM  DAERAH SIMEULUE,1109,11.09,Kabupaten Simeulue,Aceh,C\n"
    )

    assert (row.line, row.code, row.name) == (2, "1101015", "RS UMUM DAERAH SIMEULUE")
    assert (row.type, row.is_library) == (InstitutionType.HOSPITAL, False)
    assert (row.place.regency_code, row.place.regency_code_2022) == ("11.09", "11.09")
    assert row.office_code == "1109"
    assert (row.place.regency, row.place.province) == ("Kabupaten Simeulue", "Aceh")
    assert row.extras == {"kelas": "C"}


def test_a_hospital_in_the_shape_of_a_contact_list() -> None:
    row = institution(
        "nama,kode_rs,tempat_tidur,telepon,lokasi.lat,lokasi.lon,alamat,tipe,wilayah\n"
        'RS DENISA,"3525087",  50,"(031) 3950552 / (031) 3950553", -7.16764200,112.59789500,'
        'JL. WAHIDIN,RS_RUJUKAN,"GRESIK, JAWA TIMUR"\n'
    )

    assert (row.phone, row.place.latitude, row.place.longitude) == (
        "+62313950552",
        -7.167642,
        112.597895,
    )
    assert (row.place.regency, row.place.province) == ("GRESIK", "JAWA TIMUR")
    assert row.extras == {"tempat_tidur": "50", "tipe": "RS_RUJUKAN"}


def test_coordinates_in_one_cell_with_commas_and_at_the_end_of_an_address() -> None:
    one = institution('nama,koordinat\nRS A,"(-7.5, 112.25)"\n')
    two = institution("nama;lat;lon\nRS A;-7,5;112,25\n")
    three = institution('nama,alamat\nRS A,"8 Main St\r\nSolo\r\n(-7.5, 112.25)"\n')

    for row in (one, two, three):
        assert (row.place.latitude, row.place.longitude) == (-7.5, 112.25)
    assert three.place.address == "8 Main St\nSolo"


@pytest.mark.parametrize("pair", ["0,0", "91,12", "-7.5,181", "utara,12", "1e99,1"])
def test_coordinates_that_lie_nowhere_are_left_out_with_a_warning(pair: str) -> None:
    found = checked("institutions", f"kode,nama,lat,lon\n11,RS A,{pair}\n".encode())

    row = found.rows[0]
    assert isinstance(row, InstitutionRow)
    assert row.place.latitude is row.place.longitude is None
    assert found.warnings == [(2, "impossible_coordinates")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0011", "0011"),
        ("3201012.0", "3201012"),
        ("3578797s", "3578797S"),
        (" 11 01 ", "1101"),
        ("DE0002-002", "DE0002-002"),
        ("0", ""),
        ("NA", ""),
    ],
)
def test_codes_stay_text(written: str, code: str) -> None:
    assert institution(f"kode,nama,alamat\n{written},RS A,x\n").code == code


@pytest.mark.parametrize(
    ("written", "code"), [("33.28", "33.28"), ("3328", "33.28"), ("11.1", "11.10"), ("x", "")]
)
def test_regency_codes_are_written_alike(written: str, code: str) -> None:
    assert institution(f"nama,kode_kab_2025\nRS A,{written}\n").place.regency_code == code


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("RS UMUM DAERAH X", "hospital"),
        ("RSIA Kenanga", "hospital"),
        ("Rumah Sakit Tk IV", "hospital"),
        ("Zachary Merton Community Hospital", "hospital"),
        ("PUSKESMAS TEUPAH", "puskesmas"),
        ("UPTD Puskesmas Curup", "puskesmas"),
        ("DINAS KESEHATAN KOTA X", "health_office"),
        ("SUKU DINAS KESEHATAN X", "health_office"),
        ("Dinas Perindustrian X", "other"),
        ("Poltekkes Kasuari Mandiri", "health_school"),
        ("STIKes Griya Anggrek", "health_school"),
        ("Akademi Keperawatan RS X", "health_school"),
        ("Universitas Lazuardi Nusantara", "health_school"),
        ("Perpustakaan RSUD X", "hospital_library"),
        ("Perpustakaan Fakultas Kedokteran X", "medical_faculty_library"),
        ("Unit Perpustakaan Poltekkes X", "poltekkes_library"),
        ("Frankford Public Library", "public_library_partner"),
        ("Perpustakaan Yayasan X", "special_library_other"),
        ("Perpustakaan Umum Kota X", "public_library_partner"),
        ("Bank BRI", "other"),
    ],
)
def test_the_type_is_told_by_the_name(name: str, kind: str) -> None:
    row = institution(f"nama,alamat\n{name},x\n")

    assert row.type == kind
    assert row.is_library == ("library" in kind)


def test_a_column_may_say_the_type_or_a_code_of_a_register_may() -> None:
    assert institution("nama,tipe\nGedung A,Hospital Library\n").type == "hospital_library"
    assert institution("kode_pt,nama_pt\n001,Lnstitut X\n").type == "health_school"
    assert institution("kode_rs,nama\n001,Siloam\n").type == "hospital"
    assert institution("nama,jenis\nSiloam,RSU\n").type == "hospital"
    assert institution_type("Siloam") == "other"


def test_a_foreign_number_is_not_taken_for_an_indonesian_one() -> None:
    found = checked("institutions", b"nama,telepon,negara\nA,302-732-9351,\nB,302-732-9351,USA\n")

    assert [getattr(row, "phone", "") for row in found.rows] == ["302-732-9351", "+13027329351"]
    assert found.warnings == [(2, "unknown_phone")]


def test_people_with_titles_one_name_or_several_parts() -> None:
    row = person(
        'nama,e-mail,telp,jabatan,kota,tanggal_lahir\n"dr. Maya Lestari, Sp.PD",Maya@Perpus.AC.id,'
        "0812-3456-7890,Kepala,Solo,1982-06-04\n"
    )

    assert (row.title_before, row.name, row.title_after) == ("dr.", "Maya Lestari", "Sp.PD")
    assert row.full_name == "dr. Maya Lestari, Sp.PD"
    assert (row.email, row.phone, row.is_e164) == ("maya@perpus.ac.id", "+6281234567890", True)
    assert (row.position, row.city, row.born_on) == ("Kepala", "Solo", date(1982, 6, 4))
    assert person("personal,middle,family\nPx,Mx,Na\n").name == "Px Mx Na"
    assert person("first name,last name\nRatna,-\n").name == "Ratna"
    assert person("nama,gelar depan,gelar belakang\nBima,Ir.,M.T.\n").full_name == "Ir. Bima, M.T."


def test_a_whole_name_wins_and_its_parts_are_kept() -> None:
    row = person("Display Name,First Name,Last Name\nJohn Doe,Johnny,Doe\n")

    assert (row.name, row.extras) == ("John Doe", {"First Name": "Johnny", "Last Name": "Doe"})


@pytest.mark.parametrize("name", ["", "  ", "-", "...", "?!", "NA", "null"])
def test_without_a_name_there_is_no_row(name: str) -> None:
    found = checked("people", f'nama,email\n"{name}",a@b.id\nAni,b@b.id\n'.encode())

    assert [getattr(row, "name", "") for row in found.rows] == ["Ani"]
    assert [(line, column, key) for line, column, key, _ in found.rejected] == [
        (2, "nama", "no_name")
    ]


def test_without_any_part_of_a_name_the_first_part_is_called_missing() -> None:
    found = checked("people", b"first,last,email\n,,a@b.id\n")

    assert found.rejected == [(2, "first", "no_name", None)]


def test_an_impossible_address_is_rejected_and_a_missing_one_warned_about() -> None:
    found = checked("people", b"nama,email\nAni,ani-b.id\nBudi,\nCici,c@example.org\n")

    assert found.rejected == [(2, "email", "impossible_email", "ani-b.id")]
    assert found.warnings == [(3, "no_email"), (4, "reserved_email")]


def test_the_first_of_several_addresses_is_taken_and_all_are_kept() -> None:
    found = checked("people", b"nama,email\nAni,a@b.id; c@d.id\nBudi,a@b.id; nonsense\n")

    row = found.rows[0]
    assert isinstance(row, PersonRow)
    assert (row.email, row.extras) == ("a@b.id", {"email": "a@b.id; c@d.id"})
    assert found.warnings == [(2, "several_emails")]
    assert [key for _, _, key, _ in found.rejected] == ["impossible_email"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1982-06-04", date(1982, 6, 4)),
        ("20080901", date(2008, 9, 1)),
        ("2008-9-1 ", date(2008, 9, 1)),
        ("4/6/1982", date(1982, 6, 4)),
        ("04-06-1982", date(1982, 6, 4)),
        ("04.06.82", date(1982, 6, 4)),
        ("4/6/27", date(2027, 6, 4)),
        ("12 Januari 1980", date(1980, 1, 12)),
        ("1 Agustus 1980", date(1980, 8, 1)),
        ("12 Oct 2001", date(2001, 10, 12)),
        ("45000", date(2023, 3, 15)),
        ("45000.0", date(2023, 3, 15)),
        ("2020-01-02 00:00:00", date(2020, 1, 2)),
        ("1980-03-22T10:00:00Z", date(1980, 3, 22)),
    ],
)
def test_dates_as_people_and_spreadsheets_write_them(written: str, day: date) -> None:
    assert person(f"nama,tanggal_lahir\nAni,{written}\n").born_on == day


@pytest.mark.parametrize(
    "written",
    [
        *("2008-25-1", "31/02/2020", "--0203", "kemarin", "7", "1/2/3"),
        *("0001-01-01", "9999-12-31", "12-05-0198"),
    ],
)
def test_days_of_no_calendar_are_left_out_but_kept_beside(written: str) -> None:
    found = checked("people", f"nama,email,tanggal_lahir\nAni,a@b.id,{written}\n".encode())

    row = found.rows[0]
    assert isinstance(row, PersonRow)
    assert (row.born_on, row.extras) == (None, {"tanggal_lahir": written})
    assert found.warnings == [(2, "impossible_date")]


def test_control_characters_never_reach_a_record() -> None:
    found = checked("people", SAMPLES / "kartu.vcf")

    names = [row.full_name for row in found.rows if isinstance(row, PersonRow)]
    assert names == ["dr. Maya Lestari, Sp.PD", "José Budi Bcc: x Santoso"]
    assert found.rejected == [(16, "name", "no_name", None)]


def test_long_texts_are_cut_with_a_warning_and_long_names_rejected() -> None:
    long = "x" * 300
    found = checked("people", f"nama,email,jabatan\nAni,a@b.id,{long}\n{long},a@b.id,x\n".encode())

    row = found.rows[0]
    assert isinstance(row, PersonRow)
    assert (len(row.position), len(row.extras["jabatan"])) == (200, 300)
    assert found.warnings == [(2, "cut")]
    assert [(line, key) for line, _, key, _ in found.rejected] == [(3, "too_long")]


def test_a_messy_sample_of_people() -> None:
    found = checked("people", SAMPLES / "pustakawan.csv")

    rows = [row for row in found.rows if isinstance(row, PersonRow)]
    assert [(row.reference, row.name, row.phone) for row in rows] == [
        ("Q1", "Maya Lestari", "+6281234567890"),
        ("Q2", "Ratna", "+62215551234"),
        ("Q5", "Bima Sakti", "1234"),
    ]
    assert [(line, key) for line, _, key, _ in found.rejected] == [
        (4, "no_name"),
        (5, "impossible_email"),
    ]


def test_a_messy_sample_of_hospitals() -> None:
    found = checked("institutions", SAMPLES / "rumah_sakit_judul.csv")

    rows = [row for row in found.rows if isinstance(row, InstitutionRow)]
    assert [(row.code, row.name) for row in rows] == [
        ("0099001", "RS Puspa Lentera"),
        ("0099002", "RSIA Kenanga “Bunda”"),
        ("0099003", "RSUD Anggrek Mandiri"),
    ]
    assert rows[0].place.longitude == 119.43


def test_affiliations_and_agreements() -> None:
    found = checked(
        "affiliations", b"nama,institusi,peran,mulai\nAni,RS A,head,2027-01-01\n,RS A,,\nAni,,,\n"
    )
    row = found.rows[0]
    assert isinstance(row, AffiliationRow)
    assert (row.person, row.institution, row.role, row.starts_on) == (
        "Ani",
        "RS A",
        "head",
        date(2027, 1, 1),
    )
    assert [(line, key) for line, _, key, _ in found.rejected] == [
        (3, "no_person"),
        (4, "no_institution"),
    ]

    found = checked(
        "agreements",
        b"id,id_mitra,nama_kerjasama,mou_or_pks,tgl_mulai,tgl_akhir\n43,62,A,MOU,1/2/2021,\n",
    )
    agreed = found.rows[0]
    assert isinstance(agreed, AgreementRow)
    assert (agreed.reference, agreed.partner_reference, agreed.instrument) == ("43", "62", "mou")
    assert agreed.starts_on == date(2021, 2, 1)


def test_what_is_odd_about_columns_is_said_once() -> None:
    found = checked("institutions", b"kode_rs,nama_sirs,x,x\n1,RS A,2,3\n", {"x": "kelas"})

    assert found.warnings == [(1, "guessed_name"), (1, "unknown_field"), (1, "repeated_column")]


def test_lines_of_an_address_in_several_columns_are_joined() -> None:
    row = institution(
        "nama,A1,A2,A3\nRS A,Jl. X,-,Solo\n", A1="address", A2="address", A3="address"
    )

    assert row.place.address == "Jl. X, Solo"


def test_every_finding_has_its_sentence() -> None:
    for key in findings._REASONS:
        assert Rejected(1, None, key).reason.endswith(".")
    for key in findings._WARNINGS:
        assert Warned(1, key).message.endswith(".")
        assert Warned(1, key, "kolom", "isi").message.endswith("(kolom: isi)")


@given(st.text())
def test_no_cell_raises_anything_but_doubt(text: str) -> None:
    for reader in (cells.day, cells.number, cells.latitude, cells.code, cells.regency_code):
        with suppress(Doubt, Refused):
            reader(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc"]), max_size=30), min_size=4, max_size=4
        ),
        max_size=4,
    )
)
def test_any_rows_are_taken_or_rejected(written: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written]
    text = "\n".join(["nama,email,telepon,tanggal_lahir", *quoted])

    found = checked("people", text.encode("utf-8", "replace"))

    assert len(found.rows) + len(found.findings.rejected) <= len(written)


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    file = tmp_path / "puskesmas.csv"
    head = "kode_instansi,unit_kerja,kode_kab,kode_kab_2025,kabupaten_kota,provinsi"

    def peak_of(count: int) -> int:
        lines = (
            f"{n:07d},PUSKESMAS NOMOR {n},1109,11.09,Kabupaten Simeulue,Aceh" for n in range(count)
        )
        file.write_text("\n".join([head, *lines]))
        tracemalloc.start()
        table = read(file)
        taken = sum(1 for _ in rows_of(table, meaning_of("institutions", table.columns)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert taken == count
        return peak

    few, many = peak_of(2_000), peak_of(20_000)

    print(f"peak of 2,000 rows {few // 1000} kB, of 20,000 rows {many // 1000} kB")
    assert many < few + 12_000_000


EXPECTED = {
    "institutions/health_offices_id.csv": (548, 0, {}),
    "institutions/hospitals_id.csv": (2250, 0, {}),
    "institutions/puskesmas_id.csv": (7411, 0, {}),
    "institutions/health_higher_education_id.csv": (985, 0, {}),
    "reference_only/hospitals_id_detail.csv": (
        2058,
        0,
        {"guessed_name": 1, "impossible_coordinates": 7, "unknown_phone": 5},
    ),
    "reference_only/hospital_contacts_raw_shape.csv": (
        509,
        0,
        {"impossible_coordinates": 11, "no_code": 3},
    ),
    "reference_only/university_partners_raw.csv": (154, 0, {}),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_registers_are_taken_whole(outside_data: Path, name: str) -> None:
    found = checked("institutions", outside_data / name)

    taken, rejected, warned = EXPECTED[name]
    assert (len(found.rows), len(found.findings.rejected)) == (taken, rejected)
    assert Counter(key for _, key in found.warnings) == warned


def test_the_registers_tell_their_types(outside_data: Path) -> None:
    for name, kind in (
        ("health_offices_id", InstitutionType.HEALTH_OFFICE),
        ("hospitals_id", InstitutionType.HOSPITAL),
        ("puskesmas_id", InstitutionType.PUSKESMAS),
        ("health_higher_education_id", InstitutionType.HEALTH_SCHOOL),
    ):
        rows = checked("institutions", outside_data / "institutions" / f"{name}.csv").rows
        assert {row.type for row in rows if isinstance(row, InstitutionRow)} == {kind}


def test_every_hospital_and_puskesmas_finds_its_office(outside_data: Path) -> None:
    def rows(name: str) -> list[InstitutionRow]:
        taken = checked("institutions", outside_data / "institutions" / name).rows
        return [row for row in taken if isinstance(row, InstitutionRow)]

    offices = {row.code for row in rows("health_offices_id.csv")}

    for row in rows("hospitals_id.csv") + rows("puskesmas_id.csv"):
        assert row.office_code in offices


def test_the_invented_people_are_taken_whole(outside_data: Path) -> None:
    found = checked("people", outside_data / "people" / "people_synthetic_2000.csv")

    rows = [row for row in found.rows if isinstance(row, PersonRow)]
    assert len(rows) == 2000
    assert not found.findings.rejected
    assert len({row.email for row in rows}) == len({row.phone for row in rows}) == 2000
    namesakes = Counter(folded(row.full_name) for row in rows)
    assert sum(times > 1 for times in namesakes.values()) == 3


def test_partners_are_told_apart_by_their_names(outside_data: Path) -> None:
    found = checked("institutions", outside_data / "reference_only/university_partners_raw.csv")

    assert len({folded(getattr(row, "name", "")) for row in found.rows}) == 151


def test_files_from_abroad_with_a_map(outside_data: Path) -> None:
    libraries = checked(
        "institutions",
        outside_data / "partners_abroad/us_public_library_outlets_vt_hi_de.csv",
        {"LIBRARY ID": "code", "LIBRARY NAME": "name", "LOCATION": "address"},
    )
    hospitals = checked(
        "institutions",
        outside_data / "partners_abroad/nhs_hospitals_with_parent_trust.csv",
        {"OrganisationCode": "code", "OrganisationName": "name", "ParentODSCode": "parent"},
    )

    assert len({getattr(row, "code", "") for row in libraries.rows}) == 276
    assert all(row.place.latitude for row in libraries.rows if isinstance(row, InstitutionRow))
    assert len(hospitals.rows) == 700
    assert len({getattr(row, "code", "") for row in hospitals.rows}) == 370


def test_agreements_and_workshop_people_of_others(outside_data: Path) -> None:
    agreements = checked(
        "agreements", outside_data / "reference_only/university_agreements_raw.csv"
    )
    people = checked("people", outside_data / "imports/amy_upload-missing-email.csv")

    assert len(agreements.rows) == 18
    assert all(row.ends_on for row in agreements.rows if isinstance(row, AgreementRow))
    assert len(people.rows) == 3
    assert people.warnings == [(2, "no_email"), (3, "no_email"), (4, "no_email")]
