"""From any messy file to a table, or to a sentence that says what is the matter."""

import csv
import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.bulk import findings, reading
from crm.bulk.findings import Unreadable
from crm.bulk.reading import Table, read
from crm.core.limits import ChildDied, Death
from tests.bulk import bombs
from tests.bulk.conftest import SAMPLES

HEAD = "nama,kota,email"
WESTERN = "nama;kota\nJosé Núñez;São Paulo\nFrançois Müller;Köln\n"
TAIWAN = "姓名,name,kota\n1,王小明,臺北\n2,林美麗,高雄市\n"
JAPAN = "nama,kota\n山田太郎,東京\nさくらクリニック,大阪\n"


def table(text: str, written: str = "utf-8", **asked: str) -> Table:
    return read(text.encode(written), "x.csv", **asked)


def cells(found: Table) -> list[list[str]]:
    return [row for _, row in found.rows]


def refusal(content: bytes, **asked: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        list(read(content, "x.csv", **asked).rows)
    assert str(caught.value)
    assert "%(" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_unicode_is_known_for_sure(encoding: str, named: str) -> None:
    found = table(WESTERN, encoding)

    assert found.encoding == named
    assert cells(found)[0] == ["José Núñez", "São Paulo"]
    assert not found.findings.warnings


@pytest.mark.parametrize(
    ("text", "encoding"), [(WESTERN, "cp1252"), (TAIWAN, "big5"), (JAPAN, "shift_jis")]
)
def test_an_old_encoding_is_guessed_and_said_to_be_a_guess(text: str, encoding: str) -> None:
    found = table(text, encoding)

    assert found.encoding == encoding
    assert cells(found) == cells(table(text))
    assert [warned.key for warned in found.findings.warnings] == ["guessed_encoding"]


@pytest.mark.parametrize("letters", ["é", "©", "Ñ", "“Kasih”", "ÅÄÖ"])
def test_a_single_odd_letter_is_enough_for_a_guess(letters: str) -> None:
    assert cells(table(f"nama,kota\nRS {letters},Solo\n", "cp1252")) == [[f"RS {letters}", "Solo"]]


def test_letters_that_could_be_two_things_are_asked_about() -> None:
    caught = refusal(b"nama,kota\n" + bytes([0x81, 0x9D, 0x8D, 0xA0, 0x90]) + b",x\n")

    assert caught.key == "encoding"
    assert "cp1252" in caught.candidates or "latin-1" in caught.candidates


def test_an_encoding_that_is_asked_for_must_fit() -> None:
    assert cells(table("nama\nŁódź\n", "cp1250", encoding="cp1250")) == [["Łódź"]]
    caught = refusal("nama\na\né\n".encode("cp1252"), encoding="utf-8")
    assert (caught.key, caught.line) == ("encoding_wrong", 3)
    assert refusal(b"nama\n", encoding="rot13").key == "encoding_unknown"
    assert refusal(b"nama\n", encoding="klingon").key == "encoding_unknown"


def test_a_file_cut_off_in_the_middle_of_a_letter_names_the_line() -> None:
    whole = "nama,kota\nJosé,São Paulo\nZażółć,Łódź".encode()

    caught = refusal(whole[:-1])

    assert (caught.key, caught.line) == ("damaged", 3)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_each_separator_is_found(sign: str) -> None:
    text = f'nama{sign}kota{sign}email\n"A{sign} B"{sign}Solo{sign}a@b.id\n'

    found = table(text)

    assert found.separator == sign
    assert cells(found) == [[f"A{sign} B", "Solo", "a@b.id"]]


def test_decimal_commas_and_sentences_do_not_hide_the_semicolon() -> None:
    found = table("nama;lat;lon;alamat\nA;-7,16;112,5;Jl. A, No. 1\nB;-7,1;112,6;Jl. B, No. 2\n")

    assert found.separator == ";"
    assert cells(found)[0] == ["A", "-7,16", "112,5", "Jl. A, No. 1"]


def test_a_single_column_has_no_separator() -> None:
    found = table("nama\nRS A, Solo\nRS B, Bandung\nRS C\n", separator="none")
    assert found.separator is None
    assert table("nama\nAni\nBudi\n").separator is None
    assert cells(table("nama\nRS A\nRS B\n")) == [["RS A"], ["RS B"]]


def test_the_separator_may_be_told_by_the_file_or_by_us() -> None:
    assert cells(table("sep=;\nnama;kota\na,b;c\n")) == [["a,b", "c"]]
    assert cells(table("nama;kota\na,b;c\n", separator="semicolon")) == [["a,b", "c"]]
    assert table("nama\tkota\nx\ty\n", separator="tab").separator == "\t"
    assert refusal(b"nama\n", separator="ab").key == "separator_unknown"


def test_two_separators_that_fit_alike_are_asked_about() -> None:
    caught = refusal(b"aa;bb|cc\n1;2|3\n4;5|6\n7;8|9\n")

    assert caught.key == "separator"
    assert set(caught.candidates) == {";", "|"}


def test_titles_above_and_repetitions_below_the_header_are_passed_over() -> None:
    found = read(SAMPLES / "rumah_sakit_judul.csv")

    rows = list(found.rows)

    assert (found.encoding, found.separator, found.header_line) == ("cp1252", ";", 4)
    assert [line for line, _ in rows] == [6, 7, 9]
    assert [(one.line, one.key) for one in found.findings.warnings] == [
        (4, "guessed_encoding"),
        (5, "numbered_columns"),
        (8, "repeated_header"),
    ]


def test_a_second_header_in_the_other_language_is_passed_over() -> None:
    found = table("nama,kota,telepon\nname,city,phone\nAni,Solo,1\n")

    assert cells(found) == [["Ani", "Solo", "1"]]


def test_a_file_of_things_only_has_no_header() -> None:
    found = table("1,a@b.id,2020-01-01\n2,c@d.id,2020-01-02\n")

    assert found.header_line is None
    assert found.columns == ("1", "2", "3")
    assert len(cells(found)) == 2


def test_words_above_things_are_a_header_even_if_unknown() -> None:
    assert table("foo,bar\nx,1\ny,2\n").header_line == 1


def test_words_above_words_are_asked_about() -> None:
    caught = refusal(b"apel,jeruk\nmangga,pisang\nsalak,duku\n")

    assert (caught.key, caught.candidates) == ("header", ("1", "none"))


def test_the_header_may_be_told() -> None:
    text = "x,y\nnama,kota\nAni,Solo\n"
    assert table(text, header="2").columns == ("nama", "kota")
    assert len(cells(table(text, header="none"))) == 3
    assert refusal(text.encode(), header="7").key == "header_unknown"


def test_column_names_are_told_apart() -> None:
    found = table("nama,kota,,nama\nAni,Solo,x,y\n")

    assert found.columns == ("nama", "kota", "(3)", "nama (4)")
    assert found.header.repeated == ["nama"]


def test_a_table_without_rows_and_a_file_without_anything() -> None:
    assert cells(table("kode,nama\n")) == []
    assert cells(table("")) == []
    assert table("").columns == ()
    assert cells(table("\n\n , \n")) == []


def test_line_ends_of_every_system_and_inside_quotes() -> None:
    for end in ("\n", "\r\n", "\r"):
        found = table(f'nama,alamat{end}Ani,"Jl. A{end}Solo"{end}Budi,x{end}')
        assert [line for line, _ in found.rows] == [2, 4]


def test_short_rows_are_filled_and_long_ones_rejected() -> None:
    found = table(f"{HEAD}\nAni\nBudi,Solo,b@x.id,\nCici,Solo,c@x.id,more\n,,\n")

    assert cells(found) == [["Ani", "", ""], ["Budi", "Solo", "b@x.id"]]
    assert [(one.line, one.key) for one in found.findings.warnings] == [(2, "short_row")]
    assert [(one.line, one.key, one.value) for one in found.findings.rejected] == [
        (4, "too_many_cells", "more")
    ]


def test_going_through_the_rows_again_finds_the_same_once() -> None:
    found = table(f"{HEAD}\nAni\n")

    assert cells(found) == cells(found)
    assert len(found.findings.warnings) == 1


def test_nul_is_no_reason_to_stop() -> None:
    assert cells(table("nama,kota\nA\x00ni,So\x00lo\n"))[0] == ["A\x00ni", "So\x00lo"]


def test_broken_quotes_cost_their_row_and_an_open_one_the_file() -> None:
    found = table('nama,kota\n"RS "Kasih" Ibu",Solo\nAni,Solo\n')
    assert cells(found) == [["Ani", "Solo"]]
    assert [(one.line, one.key) for one in found.findings.rejected] == [(2, "quotes")]

    caught = refusal(b'nama,kota\nAni,Solo\n"Budi,Solo\nCici,Solo\n')
    assert (caught.key, caught.line) == ("open_quote", 3)


def test_an_open_quote_in_a_large_file_is_found_without_reading_it_all() -> None:
    caught = refusal(b'nama,kota\n"Budi,Solo\n' + b"Cici,Solo\n" * 100_000)

    assert (caught.key, caught.line) == ("open_quote", 2)


def test_limits_of_size_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = ",".join(f"k{n}" for n in range(700))
    assert refusal(f"{wide}\n{wide}x\n".encode(), header="1").key == "too_many_columns"
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert refusal(b"nama\na\nb\nc\nd\n").key == "too_many_rows"
    monkeypatch.setattr(reading, "MOST_MEGABYTES", 0)
    assert refusal(b"nama\n").key == "too_large"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (bytes(range(1, 32)) * 50, "binary"),
        (b"<!DOCTYPE html><table><tr><td>nama", "web_page"),
        (b"  <html><body>", "web_page"),
    ],
)
def test_other_kinds_of_files_are_called_by_their_name(content: bytes, key: str) -> None:
    assert refusal(content).key == key


def test_every_refusal_has_its_sentence() -> None:
    for key in findings._WHOLE_FILE:
        sentence = str(Unreadable(key, ["a", "b"], line=7))
        assert sentence.endswith(".")
        assert "%" not in sentence


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(st.sampled_from("\"';,|\t\r\n\0=aé1nama"), max_size=200).map(str.encode),
        st.text(max_size=200).map(lambda text: text.encode("utf-16", "replace")),
    )
)
def test_no_bytes_raise_anything_but_unreadable(content: bytes) -> None:
    if content.startswith((b"PK", b"\xd0\xcf")):
        return
    with suppress(Unreadable):
        found = read(content, "x")
        for line, row in found.rows:
            assert line > 0
            assert len(row) == len(found.columns)


def spreadsheet(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    page = BytesIO()
    with xlsxwriter.Workbook(page, {"in_memory": True}) as book:
        fill(book)
    return page.getvalue()


def test_a_workbook_keeps_codes_dates_and_numbers_as_people_read_them() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, "DAFTAR")
        sheet.write_row(2, 1, ["kode", "nama", "lat", "tanggal lahir", "aktif"])
        sheet.write_row(3, 1, ["0011", "RS A", -7.5])
        sheet.write_datetime(3, 4, date(2020, 1, 2), day)
        sheet.write_row(4, 1, [3201012.0, "RS B", 1e-7, 45000, True])
        sheet.write_formula(5, 2, '="RS "&"C"', None, "RS C")

    found = read(spreadsheet(fill), "x.xlsx")

    assert (found.sheet, found.header_line) == ("Data", 3)
    assert [(line, row[1:]) for line, row in found.rows] == [
        (4, ["0011", "RS A", "-7.5", "2020-01-02", ""]),
        (5, ["3201012", "RS B", "0.0000001", "45000", "1"]),
        (6, ["", "RS C", "", "", ""]),
    ]


def test_the_only_sheet_with_content_is_taken_and_several_are_asked_about() -> None:
    def one(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Kosong")
        book.add_worksheet("Isi").write_column(0, 0, ["nama", "Ani"])
        hidden = book.add_worksheet("Daftar")
        hidden.write(0, 0, "x")
        hidden.hide()

    def two(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("A").write_column(0, 0, ["nama", "Ani"])
        book.add_worksheet("B").write_column(0, 0, ["nama", "Budi"])

    assert read(spreadsheet(one)).sheet == "Isi"
    assert read(spreadsheet(lambda book: book.add_worksheet("A"))).columns == ()
    caught = refusal(spreadsheet(two))
    assert (caught.key, caught.candidates) == ("sheet", ("A", "B"))
    assert [row for _, row in read(spreadsheet(two), sheet="B").rows] == [["Budi"]]
    assert refusal(spreadsheet(two), sheet="C").key == "sheet_unknown"


@pytest.mark.parametrize("name", bombs.WORKBOOKS)
def test_a_workbook_made_to_hurt_is_refused_in_two_seconds(name: str) -> None:
    read(bombs.workbook(bombs.cell("A1", "nama")))
    make, keys = bombs.WORKBOOKS[name]
    content = make()

    begun = time.perf_counter()
    caught = refusal(content)

    assert time.perf_counter() - begun < 2
    assert caught.key in keys


def test_a_workbook_of_deep_elements_is_quick() -> None:
    begun = time.perf_counter()

    assert cells(read(bombs.deep())) == []

    assert time.perf_counter() - begun < 2


def test_a_workbook_reads_no_file_of_the_machine() -> None:
    try:
        rows = list(read(bombs.outside_entity()).rows)
    except Unreadable:
        rows = []

    assert "root:" not in str(rows)


@pytest.mark.parametrize(
    ("death", "key"),
    [(Death.TIME, "too_slow"), (Death.BUSY, "busy"), (Death.FAILURE, "workbook")],
)
def test_what_happens_to_the_child_is_told_as_a_refusal(
    monkeypatch: pytest.MonkeyPatch, death: Death, key: str
) -> None:
    def dies(*_args: object, **_limits: object) -> object:
        raise ChildDied(death)

    monkeypatch.setattr(reading, "run_limited", dies)

    assert refusal(b"PK\x03\x04").key == key


def test_cards_of_three_versions_become_rows() -> None:
    found = read(SAMPLES / "kartu.vcf")

    rows = [dict(zip(found.columns, row, strict=True)) for _, row in found.rows]

    assert [line for line, _ in found.rows] == [1, 9, 16]
    assert rows[0]["name"] == "dr. Maya Lestari, Sp.PD"
    assert (rows[0]["organisation"], rows[0]["unit"]) == ("RSUD Puspa Lentera", "Perpustakaan")
    assert rows[1]["name"] == "José Budi\r\nBcc: x Santoso"
    assert rows[1]["first name"] == "José Budi"
    assert (rows[2]["name"], rows[2]["phone"]) == ("", "+62-812-3456-7891")
    assert [(one.line, one.key) for one in found.findings.warnings] == [(14, "unreadable_line")]


def test_a_card_inside_a_card_and_one_that_never_ends() -> None:
    inner = "BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:1\nEND:VCARD"
    found = read(f"{inner}\nBEGIN:VCARD\nFN:C\n".encode())

    assert [row[0] for _, row in found.rows] == ["A"]
    assert [(one.line, one.key) for one in found.findings.rejected] == [(10, "unreadable_card")]


@pytest.mark.parametrize("name", bombs.CARDS)
def test_a_card_made_to_hurt_is_refused_in_two_seconds(name: str) -> None:
    read(b"BEGIN:VCARD\nFN:x\nEND:VCARD\n")

    begun = time.perf_counter()
    caught = refusal(bombs.CARDS[name])

    assert time.perf_counter() - begun < 2
    assert caught.key == "cards"


@pytest.mark.parametrize("name", bombs.SLOW_CARDS)
def test_a_card_that_would_be_slow_is_quick(name: str) -> None:
    read(b"BEGIN:VCARD\nFN:x\nEND:VCARD\n")

    begun = time.perf_counter()
    list(read(bombs.SLOW_CARDS[name]).rows)

    assert time.perf_counter() - begun < 2


def test_every_import_sample_is_a_table_or_a_refusal(outside_data: Path) -> None:
    for file in sorted((outside_data / "imports").rglob("*.csv")):
        with suppress(Unreadable):
            found = read(file)
            assert all(len(row) == len(found.columns) for _, row in found.rows), file.name


def test_csv_spectrum_is_read_as_its_authors_expect(outside_data: Path) -> None:
    for file in sorted((outside_data / "imports" / "csv-spectrum").glob("*.csv")):
        if file.stem == "location_coordinates":  # its expected JSON holds another number
            continue
        found = read(file)
        expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
        rows = [dict(zip(found.columns, row, strict=True)) for _, row in found.rows]
        assert rows == expected, file.name


def test_cards_are_counted_as_expected(outside_data: Path) -> None:
    expected = csv.DictReader(StringIO((outside_data / "contacts/EXPECTED.csv").read_text()))
    for line in expected:
        found = read(outside_data / "contacts" / line["file"])
        rows = cells(found)
        assert len(rows) == int(line["begin_vcard"]), line["file"]
        assert sum(bool(row[0]) for row in rows) == int(line["non_empty_fn"]), line["file"]
