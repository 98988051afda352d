"""Files that nobody had thought of: heads, cells, cards and calendars of other programs."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from crm.bulk import importing
from crm.bulk.importing import Checked
from crm.bulk.reading import read
from crm.bulk.vocabulary import ImportKind
from tests.bulk.test_reading import refusal

BUDI = ("Budi", "b@contoh.id", "+6281234567890")
PEOPLE = {
    "remarks behind names": "Nama (lengkap),E-mail (kantor),No. HP (WA)\nBudi,b@contoh.id,0812 3456 7890\n",
    "two languages": "Nama / Name,Surel / E-mail,Telepon / Phone\nBudi,b@contoh.id,081234567890\n",
    "blanks before quotation marks": 'nama, email, telepon\n"Budi", "b@contoh.id", "0812-3456-7890"\n',
    "single quotation marks": "'nama','email','hp'\n'Budi','b@contoh.id','081234567890'\n",
    "a rare separator": "nama^email^hp\nBudi^b@contoh.id^081234567890\n",
    "a head of two lines": "No,Pustakawan,,Telepon\n,Nama,Email,\n1,Budi,b@contoh.id,081234567890\n",
    "the remark names somebody else": "Nama,Email,HP,HP (direktur)\nBudi,b@contoh.id,081234567890,0811111111\n",
    "joined names": "No.,Nama dan Gelar,Telp./HP,Email/Surel\n1,Budi,081234567890,b@contoh.id\n",
    "Google": "First Name,Organization Name,E-mail 1 - Value,Phone 1 - Value\nBudi,RS,b@contoh.id,081234567890\n",
}
ANI = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ani\r\n"


def checked(kind: ImportKind, content: bytes | str, name: str = "x.csv") -> Checked:
    table = read(content.encode() if isinstance(content, str) else content, name)
    return importing.check(kind, table, None, file_name=name, digest="0" * 64)


def rows_in(found: Checked) -> list[Any]:
    assert found.table.findings.rejected == []
    return [row for rows in found.spool.portions() for row in rows]


@pytest.mark.parametrize("kind", PEOPLE)
def test_one_person_is_read_however_the_table_is_written(kind: str) -> None:
    (row,) = rows_in(checked(ImportKind.PEOPLE, PEOPLE[kind]))

    assert (row.name, row.email, row.phone) == BUDI


def test_a_column_of_two_things_is_neither_and_kept_beside() -> None:
    (row,) = rows_in(checked(ImportKind.PEOPLE, "Nama,Surel / Telepon\nBudi,b@contoh.id\n"))

    assert (row.email, row.phone) == ("", "")
    assert row.extras == {"Surel / Telepon": "b@contoh.id"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3.201017E+06", "3201017"),
        ('"3,201017E+06"', "3201017"),
        ('="0012017"', "0012017"),
        ("'0012017", "0012017"),
        ("3.2E+06", None),
        ("5P603", "5P603"),
    ],
)
def test_a_code_is_what_the_spreadsheet_meant_or_none(written: str, code: str | None) -> None:
    found = checked(ImportKind.INSTITUTIONS, f"kode,nama\n{written},RSUD Curup\n")

    (row,) = rows_in(found)
    assert row.code == (code or "")
    assert [one.key for one in found.table.findings.warnings] == ["rounded_code"] * (code is None)


@pytest.mark.parametrize("said", ["tidak ada", "Belum punya", "0", "-"])
def test_words_for_no_address_are_no_address(said: str) -> None:
    found = checked(ImportKind.PEOPLE, f"nama,email\nBudi,{said}\n")

    (row,) = rows_in(found)
    assert row.email == ""
    assert [one.key for one in found.table.findings.warnings] == ["no_email"]


@pytest.mark.parametrize(
    "hours", ["08.00 s.d. selesai", "08.00 WIB - selesai", "08.00 s/d Selesai"]
)
def test_an_end_that_is_left_open_leaves_the_beginning(hours: str) -> None:
    (row,) = rows_in(
        checked(ImportKind.GATHERINGS, f"Kegiatan,Tanggal,Waktu\nRapat,5 Mei 2024,{hours}\n")
    )

    begins = row.begins.begin("Asia/Jakarta")
    assert (begins.isoformat(), row.begins.until) == ("2024-05-05T08:00:00+07:00", None)


def test_what_a_merged_cell_says_it_says_of_each_row() -> None:
    page = BytesIO()
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B2:E2", "DAFTAR RUMAH SAKIT")
        sheet.merge_range("B4:B5", "Kab/Kota")
        sheet.merge_range("C4:D4", "Rumah Sakit")
        sheet.write_row("C5", ["Kode", "Nama"])
        sheet.merge_range("E4:E5", "Telepon")
        sheet.merge_range("B6:B7", "Kabupaten Bogor")
        sheet.write_row("C6", ["11", "RSUD Curup", "021-5201590"])
        sheet.write_row("C7", ["12", "RS Annisa", ""])
        sheet.write_row("B8", ["", "13", "RS Melati", ""])

    rows = rows_in(checked(ImportKind.INSTITUTIONS, page.getvalue(), "x.xlsx"))

    assert [(row.code, row.name, row.place.regency) for row in rows] == [
        ("11", "RSUD Curup", "Kabupaten Bogor"),
        ("12", "RS Annisa", "Kabupaten Bogor"),
        ("13", "RS Melati", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_cards_speak_any_unicode(encoding: str) -> None:
    card = f"{ANI}EMAIL:a@contoh.id\r\nEND:VCARD\r\n"

    (row,) = rows_in(checked(ImportKind.PEOPLE, card.encode(encoding), "k.vcf"))

    assert (row.name, row.email) == ("Ani", "a@contoh.id")


def test_the_preferred_address_comes_first_and_the_fax_last() -> None:
    card = (
        f"{ANI}EMAIL;TYPE=HOME:rumah@contoh.id\r\nEMAIL;TYPE=WORK,PREF:kantor@contoh.id\r\n"
        "TEL;TYPE=FAX:021-5201591\r\nTEL;TYPE=CELL:081234567890\r\nEND:VCARD\r\n"
    )

    (row,) = rows_in(checked(ImportKind.PEOPLE, card, "k.vcf"))

    assert (row.email, row.phone) == ("kantor@contoh.id", "+6281234567890")
    assert row.extras == {"other e-mails": "rumah@contoh.id", "other phones": "021-5201591"}


@pytest.mark.parametrize("content", ['[{"nama":"Budi"}]', '\ufeff{\n "nama": "Budi"}'])
def test_data_for_programs_is_called_by_its_name(content: str) -> None:
    found = refusal(content.encode())

    assert (found.key, found.candidates) == ("binary", ("JSON",))


@pytest.mark.parametrize("start", ["00010101T000000Z", "99991231T000000Z"])
def test_an_appointment_at_an_end_of_the_calendar_is_none(start: str) -> None:
    event = f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Rapat\r\nDTSTART:{start}\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n"

    found = checked(ImportKind.GATHERINGS, calendar, "k.ics")

    assert [one.key for one in found.table.findings.rejected] == ["no_start"]
