"""Tables of text in and out: nothing runs as a formula, nothing is lost on the way back."""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.bulk.reading import read
from crm.core import spreadsheets
from crm.core.errors import NotPossible
from crm.core.spreadsheets import (
    MARKER,
    Broken,
    CsvRecords,
    csv_pieces,
    escaped,
    unescaped,
    write_csv,
    write_xlsx,
)

RISKY = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
hostile_text = st.text(st.sampled_from("'" + RISKY + '1aA(|"; ,\\é')) | st.text()


@given(hostile_text)
def test_an_escaped_cell_never_begins_like_a_formula_and_comes_back_whole(text: str) -> None:
    assert escaped(text)[:1] not in set(RISKY)
    assert unescaped(escaped(text)) == text


@given(st.lists(st.lists(hostile_text, min_size=2, max_size=2), max_size=5))
def test_a_file_of_ours_comes_back_as_it_went(rows: list[list[str]]) -> None:
    page = "".join(csv_pieces(["nama", "email"], rows, marked=True))

    back = list(csv.reader(StringIO(page.removeprefix("\ufeff"), newline="")))

    assert back[0] == ["nama", "email", MARKER]
    assert [[unescaped(cell) for cell in row[:2]] for row in back[1:]] == rows


def test_our_own_import_takes_its_apostrophes_off_again_and_no_others() -> None:
    rows = [["=1+1", "+6281234567890"], ["'=2", "x"]]
    ours = "".join(csv_pieces(["nama", "telepon"], rows, marked=True)).encode()
    foreign = "".join(csv_pieces(["nama", "telepon"], rows)).encode()

    assert [cells[:2] for _, cells in read(ours).rows] == rows
    assert next(cells for _, cells in read(foreign).rows) == ["'=1+1", "'+6281234567890"]


def test_numbers_dates_and_nothing_are_written_plainly() -> None:
    cells = [None, -2.5, True, date(2027, 1, 13), datetime(2027, 1, 13, 3, 0, tzinfo=UTC)]

    page = "".join(csv_pieces(list("abcde"), [cells]))

    assert page.splitlines()[1] == '"","-2.5","1","2027-01-13","2027-01-13 03:00:00+00:00"'


def test_a_long_file_is_written_in_pieces_not_held() -> None:
    drawn = 0

    def rows() -> Iterator[list[str]]:
        nonlocal drawn
        for _ in range(100_000):
            drawn += 1
            yield ["RS Puspa Lentera", "x" * 40]

    next(csv_pieces(["a", "b"], rows()))

    assert drawn < 2_000


def test_a_stream_gets_the_same_as_the_pieces() -> None:
    target = StringIO(newline="")

    write_csv(target, ["a"], [["=1"]])

    assert target.getvalue() == "".join(csv_pieces(["a"], [["=1"]]))


def test_a_workbook_holds_strings_and_no_formula() -> None:
    target = BytesIO()

    write_xlsx(target, ["kode", "nama"], [["0011", "=1+1"], [-7, "http://x.id"], [None, "@x"]])

    with zipfile.ZipFile(target) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert set(re.findall(r'<c r="[A-Z]+\d+"[^>]*?t="(\w+)"', sheet)) == {"inlineStr"}
    assert [cells for _, cells in read(target.getvalue()).rows] == [
        ["0011", "=1+1"],
        ["-7", "http://x.id"],
        ["", "@x"],
    ]


def test_a_workbook_refuses_rows_that_its_sheet_cannot_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_SHEET_ROWS", 3)

    with pytest.raises(NotPossible):
        write_xlsx(BytesIO(), ["a"], [["1"], ["2"], ["3"]], sheet="[a]/b:" * 20)


def test_records_know_the_line_on_which_they_begin() -> None:
    records = CsvRecords(StringIO('a,b\r1,"x\ry"\r2,z\r', newline=""), ",")

    assert [(line, cells[0]) for line, cells in records] == [(1, "a"), (2, "1"), (4, "2")]


def test_a_broken_record_is_named_and_the_next_one_read() -> None:
    records = CsvRecords(StringIO('a,b\n1,"2"x\n3,4\n'), ",")
    next(records)

    with pytest.raises(Broken) as broken:
        next(records)

    assert (broken.value.line, broken.value.is_open) == (2, False)
    assert next(records) == (3, ["3", "4"])


def test_a_quotation_mark_that_stays_open_swallows_nothing_silently() -> None:
    records = CsvRecords(StringIO('a,b\n1,"2\n3,4\n'), ",")
    next(records)

    with pytest.raises(Broken) as broken:
        next(records)

    assert (broken.value.line, broken.value.is_open) == (2, True)
