"""Files as offices really send them: titles, totals, remarks, merged heads, odd letters and ends."""

from io import BytesIO

import pytest
import xlsxwriter

from crm.bulk import importing
from crm.bulk.importing import Checked
from crm.bulk.reading import read
from crm.bulk.vocabulary import ImportKind

TITLES = (
    "DAFTAR RUMAH SAKIT\nProvinsi Bengkulu\nTahun 2024\n\n"
    "No;Kode RS;Nama Rumah Sakit;Kab/Kota;Telp;Lintang;Bujur\n"
    "1;11;RSUD Curup;Kab. Rejang Lebong;0732-21118;-3,4701;102,5201\n"
    "2;12;RS Annisa;Kab. Rejang Lebong;;-3,47;102,52\nJumlah;;2;;;;\nSumber: Kemenkes;;;;;;\n"
)
UNITS: dict[str, str] = {
    "three titles, decimal commas, a total and a source": TITLES,
    "a total in the column of names": "no,nama,tt\n1,RSUD Curup,2\n2,RS Annisa,3\n,Jumlah,5\n",
    "a total said twice": "no,nama,tt\n1,RSUD Curup,2\n2,RS Annisa,3\nTOTAL,TOTAL,5\n,,\n",
    "a remark": "kode,nama\n11,RSUD Curup\n12,RS Annisa\n* data sementara\nDicetak: 2024-01-01\n",
    "a head of two lines": "No,RS,,Alamat\n,Kode,Nama,Jalan\n1,11,RSUD Curup,A\n2,12,RS Annisa,B\n",
    "English": "Hospital Code,Hospital Name,District\n11,RSUD Curup,Bandung\n12,RS Annisa,\n",
    "Indonesian": "Kode Rumah Sakit|Nama Instansi|Propinsi\n11|RSUD Curup|Bengkulu\n12|RS Annisa|\n",
    "columns in another order": "Propinsi\tNama RS\tKode\n\tRSUD Curup\t11\n\tRS Annisa\t12\n",
    "blank lines": "\n\n\nkode,nama\n\n11,RSUD Curup\n\n12,RS Annisa\n,\n",
    "one column whose text has commas": "nama\nRSUD Curup\nRS Annisa, Bandung\n",
}
PEOPLE: dict[str, bytes] = {
    "mixed line ends": b"nama,email\r\nBudi,b@contoh.id\nAni,a@contoh.id\r",
    "CR only and NUL": b"nama,email\rBu\0di,b@contoh.id\rAni,a@contoh.id\r",
    "UTF-16 without a mark": "Nama;Surel\nBudi;b@contoh.id\nAni;a@contoh.id\n".encode("utf-16-le"),
    "a huge cell": b"nama,email,catatan\nBudi,b@contoh.id,"
    + b"x" * 300_000
    + b"\nAni,a@contoh.id,\n",
    "repeated columns": b"Nama,Email,Email\nBudi,b@contoh.id,x@contoh.id\nAni,a@contoh.id,\n",
    "more names than cells": b"nama,email,hp\nBudi,b@contoh.id\nAni,a@contoh.id\nCa\n",
    "a hint and a mark": "\ufeffsep=;\nnama;email\nBudi;b@contoh.id\nAni;a@contoh.id\n".encode(),
    "other names": b"Full Name|Alamat Surel|WhatsApp\nBudi|b@contoh.id|0812345678\nAni|a@contoh.id|\n",
}


def checked(kind: ImportKind, content: bytes) -> Checked:
    table = read(content, "x.csv")
    return importing.check(kind, table, None, file_name="x.csv", digest="0" * 64)


def names_in(found: Checked) -> list[str]:
    return [str(getattr(row, "name", "")) for rows in found.spool.portions() for row in rows]


@pytest.mark.parametrize("kind", UNITS)
def test_only_the_rows_of_a_list_of_institutions_are_rows(kind: str) -> None:
    found = checked(ImportKind.INSTITUTIONS, UNITS[kind].encode())

    assert [name.partition(",")[0] for name in names_in(found)] == ["RSUD Curup", "RS Annisa"]
    assert found.table.findings.rejected == []


@pytest.mark.parametrize("kind", PEOPLE)
def test_only_the_rows_of_a_list_of_people_are_rows(kind: str) -> None:
    found = checked(ImportKind.PEOPLE, PEOPLE[kind])

    assert names_in(found)[:2] == ["Budi", "Ani"]
    assert found.table.findings.rejected == []


@pytest.mark.parametrize("encoding", ["big5", "shift_jis"])
def test_letters_of_the_far_east(encoding: str) -> None:
    text = {
        "big5": "姓名,name\n王小明,王小明\n陳大文,陳大文\n",
        "shift_jis": "氏名,name\n山田,山田\n佐藤,佐藤\n",
    }

    found = checked(ImportKind.PEOPLE, text[encoding].encode(encoding))

    assert found.table.encoding == encoding
    assert names_in(found)[0] in text[encoding]


def test_a_workbook_with_merged_cells_and_a_total() -> None:
    page = BytesIO()
    book = xlsxwriter.Workbook(page)
    sheet = book.add_worksheet("Data")
    sheet.merge_range("A1:E1", "DAFTAR RS")
    for line, cells in enumerate(
        (
            ["No", "Kode", "Nama", "Kab/Kota", "TT"],
            [1, 1702015, "RSUD Curup", "Kota Bandung", 20],
            [2, 1702016.0, "RS Annisa", "Kota Bogor", 10.5],
            ["Total", "", "", "", 30.5],
        ),
        start=2,
    ):
        sheet.write_row(line, 0, cells)
    book.close()

    found = checked(ImportKind.INSTITUTIONS, page.getvalue())

    assert names_in(found) == ["RSUD Curup", "RS Annisa"]
    assert [one.key for one in found.table.findings.warnings] == ["totals"]


def test_who_is_called_total_is_a_person_all_the_same() -> None:
    found = checked(ImportKind.PEOPLE, b"nama,email\nTotal,t@contoh.id\nJumlah Sari,j@contoh.id\n")

    assert names_in(found) == ["Total", "Jumlah Sari"]
