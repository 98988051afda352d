"""A secretary brings in the messy list of contacts that somebody has sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask

from crm.jobs.running import run_due_jobs
from crm.jobs.work import Work
from tests.browser.conftest import NewReader
from tests.browser.reading import Reader
from tests.factories.register import make_user

pytestmark = pytest.mark.both_engines

SOUND = 2036
LIST = "Kontak perpustakaan – tahap 2.csv"
HEAD = [
    "Daftar kontak perpustakaan kesehatan;;;",
    "",
    "Nama lengkap;Surel kantor;Jabatan;Sapaan",
]
ROWS = [
    "Noémie D’Souza;noemie@contoh.id;Pustakawan Ahli – Madya;Ibu",
    "Noémie D’Souza;NOEMIE@contoh.id;Pustakawan Ahli – Madya;Ibu",
    ";tanpa.nama@contoh.id;Pustakawan;",
    "Bagus Wicaksono;bagus(at)contoh.id;Kepala perpustakaan;Bapak",
]
CROWD = [f"Orang Contoh {n:04};orang{n:04}@contoh.id;Pustakawan;" for n in range(1, SOUND)]
MESSY = "\r\n".join([*HEAD, *ROWS, *CROWD, ""]).encode("cp1252")


@pytest.fixture
def sari(signed_in_page: NewReader) -> Reader:
    return signed_in_page(make_user(name="Sari Wulandari"))


@contextmanager
def worker(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A worker that does long work beside the pages, and rests after each word on how far it is."""
    go_on, progress = Event(), Work.progress

    def rests(work: Work, done: int, total: int = 0, message: Any = "") -> None:
        progress(work, done, total, message)
        if done:
            assert go_on.wait(30)

    def works() -> None:
        with app.app_context():
            run_due_jobs()

    monkeypatch.setattr(Work, "progress", rests)
    monkeypatch.setattr("crm.jobs.work.STEP_S", 0)
    thread = Thread(target=works)
    thread.start()
    yield go_on
    go_on.set()
    thread.join(30)


def drop(sari: Reader) -> None:
    sari.open("/imports")
    sari.follow("Import a file")
    sari.choose("What the rows are", "People")
    sari.attach("File", LIST, MESSY)
    sari.press("Read the file")


def ready(sari: Reader, indonesian: str, english: str) -> None:
    figures = {"ready": sari.either(indonesian, english), "rows": sari.either("2.039", "2,039")}
    sari.sees("%(ready)s of %(rows)s rows are ready.", **figures)


def test_a_messy_list_becomes_people_once(
    app: Flask, sari: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    # she drops it and sees how it was understood
    drop(sari)
    sari.sees("What the columns mean")
    sari.sees("Windows-1252")
    sari.sees("semicolon")
    sari.sees("in line %(line)s", line=3)
    sari.sees("Noémie D’Souza")
    sari.pictured("journey-import-columns")

    # one column is not known by its name: she says what it means
    assert sari.chosen("Surel kantor") == sari.said("E-mail")
    assert sari.chosen("Sapaan") == sari.said("kept beside the record")
    sari.choose("Sapaan", "Note")

    # so many rows take a while; she watches
    sari.press("Check the rows")
    with worker(app, monkeypatch) as go_on:
        sari.sees("%(done)s of %(total)s", done="500", total=sari.either("2.039", "2,039"))
        sari.pictured("journey-import-progress")
        go_on.set()
        sari.follow("Open the result")

    # what would come of it, before anything is written
    sari.sees("nothing is written yet")
    ready(sari, "2.036", "2,036")
    sari.sees("There is no name.")
    sari.sees("No letter can reach this e-mail address.")
    sari.pictured("journey-import-preview")
    number = sari.either("2.036", "2,036")
    sari.press(sari.counted("Import %(rows)s row", "Import %(rows)s rows", 2036, rows=number))
    run_due_jobs()
    sari.follow("Open the result")

    # the report, and what has to be mended as a file
    sari.sees("Imported")
    sari.pictured("journey-import-report")
    name, content = sari.fetch("Download the rejected rows")
    assert name == f"kontak-perpustakaan-tahap-2-{sari.said('rejected')}.csv"
    rejected = content.decode("utf-8-sig").splitlines()
    assert rejected[0].startswith('"Nama lengkap","Surel kantor","Jabatan","Sapaan",')
    assert "bagus(at)contoh.id" in rejected[2]
    assert sari.said("No letter can reach this e-mail address.") in rejected[2]
    sari.follow("Open the people")
    sari.is_at("/people")
    sari.open("/people?q=souza")
    sari.sees("Noémie D’Souza")
    sari.sees("Pustakawan Ahli – Madya")

    # the same file once more: its columns are remembered, and nothing is added
    drop(sari)
    sari.sees("This very file was imported before.")
    assert sari.chosen("Sapaan") == sari.said("Note")
    sari.press("Check the rows")
    run_due_jobs()
    sari.follow("Open the result")
    ready(sari, "0", "0")
    sari.sees("Nothing in this file is new.")
    assert sari.button(sari.either("Impor", "Import")).count() == 0

    # it was the wrong list: she takes the whole import back
    sari.open("/imports/1")
    sari.press("Take the import back")
    sari.sees("Everything that this file brought is gone again.")
    sari.sees("Taken back")
    sari.pictured("journey-import-taken-back")
    sari.open("/people?q=souza")
    assert sari.page.get_by_text("Noémie D’Souza").count() == 0
