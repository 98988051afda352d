"""Each paper opened from its page: it says what it must, in both languages, and ink is on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from crm.permissions import Role
from tests.browser.looks import DESKTOP, Look
from tests.browser.reading import PICTURES, Reader
from tests.browser.staging import Stage

pytestmark = [pytest.mark.both_engines, pytest.mark.xdist_group("stage")]

INK = 0.004
"""At least this share of a printed page is dark: 1 point of 250."""
A4, A3 = (595, 842), (1191, 842)
MEETING = "/gatherings/{minutes_approved gathering}"
MENU = "More acts for %(title)s"


@dataclass(frozen=True)
class Paper:
    """Where a paper is opened, what it says in both languages, and on which sheet."""

    name: str
    page: str
    link: str
    indonesian: tuple[str, ...]
    english: tuple[str, ...]
    sheet: tuple[int, int] = A4


PAPERS = (
    Paper(
        "P01", "/documents/{P01 document}", "Open the paper",
        ("/UND/SEK-JPK/", "Hal Undangan", "Yth.", "hari/tanggal", "Ketua Jaringan,"),
        ("/UND/SEK-JPK/", "Invitation", "day/date", "Ketua Jaringan,"),
    ),
    Paper(
        "P02-agenda", MEETING, "Print the agenda",
        ("Susunan acara", "Rapat Rutin Jaringan", "pimpinan rapat"),
        ("Order of events", "Rapat Rutin Jaringan", "chair"),
    ),
    Paper(
        "P02-attendance", MEETING, "Print the attendance list",
        ("Daftar hadir", "Instansi, jabatan", "Hadir daring"),
        ("Attendance list", "Institution, position", "Present online"),
    ),
    Paper(
        "P02-minutes", "/documents/{P02-minutes document}", "Open the paper",
        ("Notula", "/NOT/SEK-JPK/", "pimpinan rapat", "Keputusan"),
        ("Minutes", "/NOT/SEK-JPK/", "chair", "Decision"),
    ),
    Paper(
        "P02-actions", MEETING, "Print the follow-up",
        ("Tindak lanjut", "Penanggung jawab", "Selesai"),
        ("Follow-up", "In charge", "Done"),
    ),
    Paper(
        "P07-duty-letter", "/documents/{P07-duty-letter document}", "Open the paper",
        ("/ST/SEK-JPK/", "Perpustakaan STIKes Griya Anggrek", "SURAT TUGAS"),
        ("/ST/SEK-JPK/", "Perpustakaan STIKes Griya Anggrek", "DUTY LETTER"),
    ),
    Paper(
        "P08", "/reports/P08", "PDF",
        ("Status sharing SDM", "penugasan sedang berjalan", "Penerima"),
        ("Staff-sharing status", "assignments are under way", "Host"),
    ),
    Paper(
        "P14", "/campaigns/{running campaign}/calendar", "Print the schedule (A3)",
        ("Satu Pintu Literatur Kesehatan", "Harus mulai", "Brosur penelusuran cepat"),
        ("One Door to Health Literature", "Must start", "Brosur penelusuran cepat"),
        sheet=A3,
    ),
    Paper(
        "P24", "/reports/P24", "PDF",
        ("Direktori anggota", "Perpustakaan RSUD Puspa Lentera", "Layanan:"),
        ("Member directory", "Perpustakaan RSUD Puspa Lentera", "Services:"),
    ),
)  # fmt: skip


@pytest.fixture(params=["id", "en"])
def sari(request: pytest.FixtureRequest, stage: Stage, chromium: Browser) -> Iterator[Reader]:
    look, secret = Look(DESKTOP, language=request.param), stage.secrets[Role.SECRETARIAT]
    reader = Reader(chromium, stage.filled.address, look, secret)
    yield reader
    complaints = reader.leave()
    assert not complaints, "\n".join(complaints)


def said_on(paper: bytes) -> str:
    """What stands on a paper, blanks single."""
    pages = PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def drawn(paper: bytes, name: str) -> float:
    """Draw the first page, keep its picture, and give the share of it that is dark."""
    with pypdfium2.PdfDocument(paper) as document:
        picture = document[0].render(scale=1.2, grayscale=True).to_pil()
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.save(PICTURES / f"paper-{name}.png")
    dark: int = sum(picture.histogram()[:128])
    return dark / int(picture.width * picture.height)


def opened(sari: Reader, stage: Stage, paper: Paper) -> bytes:
    """Go to the page, open its menu where there is one, and take the paper."""
    sari.open(paper.page.format_map(stage.cast.examples))
    menus = sari.page.locator("main summary:has(.icon)").filter(visible=True)
    if not sari.link(paper.link).count() and menus.count():
        menus.first.click()
    return sari.paper(paper.link)


def test_each_paper_says_what_it_must(sari: Reader, stage: Stage) -> None:
    for paper in PAPERS:
        pdf = opened(sari, stage, paper)

        wanted = sari.either("indonesian", "english")
        said = said_on(pdf)
        missing = [words for words in getattr(paper, wanted) if words not in said]
        assert not missing, f"{paper.name} lacks {missing}: {said}"
        width, height = PdfReader(BytesIO(pdf)).pages[0].mediabox[2:]
        assert (round(width), round(height)) == paper.sheet, paper.name
        ink = drawn(pdf, f"{paper.name}-{sari.look.language}")
        assert ink > INK, f"{paper.name} is nearly white: {ink}"
