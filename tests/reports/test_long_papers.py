"""Reports of figures on paper: empty, with names that are too long, and with a thousand rows."""

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from crm.core.languages import spoken
from crm.reports.figures import report_of_figures
from crm.reports.papers import Table

LONG = "Perpustakaan dan Pusat Sumber Belajar " * 6 + "Siautagulandangbiaro" * 6


def pages_of(table: Table, **more: object) -> list[str]:
    with spoken("id"):
        pdf = report_of_figures("P09", "Neraca", table, **more).as_pdf()  # type: ignore[arg-type]
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_an_empty_report_says_so_under_its_letterhead(app: Flask) -> None:
    (page,) = pages_of(Table(["Institusi", "Jam"], []))

    assert "Jaringan Perpustakaan Kesehatan" in page
    assert "Belum ada yang dilaporkan" in page
    assert page.endswith("Halaman 1 dari 1")


def test_numbers_are_written_in_the_language_and_long_names_stay_on_the_sheet(app: Flask) -> None:
    pages = pages_of(Table(["Institusi", "Jam", "Catatan"], [[LONG, 12345, LONG], ["–", 1, "–"]]))

    assert "12.345" in pages[0]
    assert sum(page.count("Siautagulandang") for page in pages) >= 2
    assert len(pages) == 1


@pytest.mark.parametrize(("rows", "parts"), [(1000, 1), (1001, 5)])
def test_a_thousand_rows_are_one_archival_paper_and_more_are_joined_from_parts(
    app: Flask, rows: int, parts: int
) -> None:
    table = Table(
        ["Institusi", "Jam"], [[f"Perpustakaan {number}", number] for number in range(rows)]
    )
    behind = Table(["Penugasan"], [["TGS"]] if parts > 1 else [])

    with spoken("id"):
        report = report_of_figures("P09", "Neraca", table, behind=behind)

        assert report.is_long
        assert len(list(report.parts)) == parts
