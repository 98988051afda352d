"""Printing: true glyphs, archival and tagged, the same bytes twice; hostile papers hurt nobody."""

import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import quantiles
from typing import Any, cast

import pypdfium2
import pytest
from flask import Flask
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from crm.core.limited import ChildDied, ChildFailed, Death, Limits, measure_limited
from crm.core.limits import MIB
from crm.core.nursery import close_nurseries
from crm.documents import printing, typesetting
from crm.documents.printing import (
    PaperAttachment,
    PaperDelayed,
    PaperRefused,
    print_paper,
    print_register,
)
from tests.documents.hostile.corpus import CANARY, Bait, bait_in, bombs, png, reaching

LETTER = """<!doctype html><html lang="id"><head><title>Surat tugas</title>
<meta name="dcterms.created" content="2027-01-04T10:31:00+07:00"></head>
<body><main data-mark="001/ST/2027 · versi 1" data-page="Halaman" data-of="dari">
<h1>Surat tugas</h1><p>Ratna Prameswari bertugas di <b>Łódź</b>, Київ dan Việt Nam.</p>
<table class="t"><thead><tr><th>Hari<th>Jam</tr></thead><tbody><tr><td>Senin<td>8</tr></tbody></table>
</main></body></html>"""
FONT = typesetting.STATIC / "vendor/fonts/Inter-Regular.ttf"
WALL_S = 0.4


@pytest.fixture(scope="module", autouse=True)
def _none_left_behind() -> Iterator[None]:
    yield
    close_nurseries()


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in read(pdf).pages]


def photographed(pdf: bytes, page: int = 0, scale: float = 2) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return cast("Image.Image", document[page].render(scale=scale).to_pil()).convert("L")


def darkest(picture: Image.Image) -> float:
    return ImageStat.Stat(picture).extrema[0][0]


def inked(picture: Image.Image) -> Image.Image:
    """Only where something is drawn, brought to one size."""
    dark = picture.point(lambda value: 255 - value)
    return dark.crop(dark.getbbox()).resize((600, 120))


def test_what_closes_a_letter_is_never_alone_on_its_page() -> None:
    for lines in range(26, 33):
        text = "".join(f"<p>Baris {number}.</p>" for number in range(lines))
        close = '<div class="penutup"><div class="ttd"><p>Ketua,</p><div class="ruang"></div></div></div>'
        pages = words_of(
            print_paper(f"<main>{text}{close}<div class=tembusan><p>Tembusan</div></main>")
        )

        assert all("Baris" in page for page in pages if "Ketua" in page or "Tembusan" in page)


def test_letters_look_as_the_font_draws_them() -> None:
    words = "Łódź Việt ąęß 123"
    pdf = print_paper(
        f"<style>@page{{size:500mm 60mm;@bottom-right{{content:none}}}}</style>"
        f'<p style="font-size:60px;white-space:nowrap">{words}</p>',
        variant=None,
    )
    drawn = Image.new("L", (2400, 300), 255)
    font = ImageFont.truetype(str(FONT), 120, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(drawn).text((20, 40), words, font=font, fill=0)

    difference = ImageChops.difference(inked(photographed(pdf)), inked(drawn))

    assert ImageStat.Stat(difference).mean[0] < 25
    assert words in words_of(pdf)[0]


def test_a_letter_shows_its_words_and_its_page_number() -> None:
    pdf = print_paper(LETTER)

    assert "Łódź, Київ dan Việt Nam." in words_of(pdf)[0]
    assert "Halaman 1 dari 1" in words_of(pdf)[0]
    assert "001/ST/2027 · versi 1" in words_of(pdf)[0]
    assert darkest(photographed(pdf)) < 60


def test_a_letter_is_archival_and_tagged() -> None:
    root = cast("dict[str, Any]", read(print_paper(LETTER)).root_object)

    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert b'pdfaid:conformance="A"' in root["/Metadata"].get_data()
    assert b'pdfaid:part="3"' in root["/Metadata"].get_data()
    assert "/StructTreeRoot" in root


def test_only_the_house_fonts_are_in_it() -> None:
    resources = cast("dict[str, Any]", read(print_paper(LETTER)).pages[0]["/Resources"])

    fonts = {font.get_object()["/BaseFont"] for font in resources["/Font"].values()}

    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"Inter"}


def test_the_same_words_give_the_same_bytes() -> None:
    attachment = PaperAttachment("angka.csv", b"a;b\n1;2\n", "Data")
    first = print_paper(LETTER, attachments=[attachment])
    close_nurseries()

    assert print_paper(LETTER, attachments=[attachment]) == first
    assert read(first).metadata is not None
    assert "2027" in str(cast("dict[str, Any]", read(first).metadata)["/CreationDate"])


def test_the_numbers_travel_inside_the_report() -> None:
    pdf = print_paper(LETTER, attachments=[PaperAttachment("angka.csv", b"a;b\n", "Data")])

    assert read(pdf).attachments["angka.csv"] == [b"a;b\n"]
    assert "/AF" in read(pdf).root_object


def test_a_picture_that_was_handed_in_is_shown_and_no_other() -> None:
    html = '<img src="asset:logo" style="width:40mm;height:40mm"><img src="asset:other">'

    pdf = print_paper(html, assets={"logo": (png(8, 8), "image/png")})

    assert len(read(pdf).pages[0].images) == 1


def test_a_small_picture_of_its_own_is_shown_a_large_one_is_not() -> None:
    small, large = b64encode(png(8, 8)).decode(), b64encode(b"x" * 2_000_000).decode()

    pdf = print_paper(f'<img src="data:image/png;base64,{small}">')
    without = print_paper(f'<img src="data:image/png;base64,{large}">')

    assert len(read(pdf).pages[0].images) == 1
    assert len(read(without).pages[0].images) == 0


def register_part(first: int, rows: int) -> str:
    lines = "".join(f"<tr><td>{n}<td>Perpustakaan {n}</tr>" for n in range(first, first + rows))
    return (
        '<html lang="id"><title>Register</title><main data-mark="P34" data-page="Halaman" '
        f'data-of="dari"><table class="t"><thead><tr><th>No<th>Nama</tr></thead>{lines}</table></main>'
    )


COVER = '<html lang="id"><title>Register anggota</title><section class="cover"><h1>Register</h1></section>'


def test_a_long_register_is_joined_and_numbered_through() -> None:
    heard: list[int] = []
    parts = [COVER, *(register_part(first, 60) for first in (1, 61, 121))]
    pdf = print_register(parts, attachments=[PaperAttachment("r.csv", b"1")], on_part=heard.append)
    pages = words_of(pdf)

    assert heard == [1, 2, 3, 4]
    assert "Halaman" not in pages[0]
    assert [f"Halaman {n} dari {len(pages)}" in page for n, page in enumerate(pages, 1)][1:] == [
        True
    ] * (len(pages) - 1)
    assert sum(page.count("Perpustakaan") for page in pages) == 180
    assert read(pdf).attachments["r.csv"] == [b"1"]
    assert cast("dict[str, Any]", read(pdf).metadata)["/Title"] == "Register anggota"
    assert print_register(parts, attachments=[PaperAttachment("r.csv", b"1")]) == pdf


def test_the_numbers_of_a_register_show_at_the_foot() -> None:
    parts = [register_part(1, 10), register_part(11, 10)]
    with_numbers = photographed(print_register(parts), page=1)
    width, height = with_numbers.size

    foot = with_numbers.crop((width // 2, height * 9 // 10, width, height))

    assert darkest(foot) < 160


def test_a_register_that_is_called_off_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    class CalledOff(Exception):
        pass

    def stop(_: int) -> None:
        raise CalledOff

    with pytest.raises(CalledOff):
        print_register([register_part(1, 5)] * 4, on_part=stop)


@pytest.mark.parametrize(
    ("html", "key"),
    [
        ("<div style='display:flex'>" * 14, "time"),
        ("<p style='font-size:1e9px'>x", "failure"),
        ("x" * 20_000_001, "too long"),
    ],
    ids=["heavy", "impossible", "long"],
)
def test_a_paper_that_cannot_be_printed_is_a_plain_refusal(html: str, key: str) -> None:
    with pytest.raises(PaperRefused) as refused:
        print_paper(html, wall_s=2)

    assert refused.value.status == 422
    assert refused.value.key in {key, "processor" if key == "time" else key}


@pytest.mark.parametrize("reason", [Death.BUSY, Death.CRASH])
def test_when_the_machine_is_short_the_paper_waits(
    monkeypatch: pytest.MonkeyPatch, reason: Death
) -> None:
    def dies(*_: object, **__: object) -> object:
        raise ChildDied(reason)

    monkeypatch.setattr(printing, "run_limited", dies)

    with pytest.raises(PaperDelayed) as delayed:
        print_paper(LETTER)
    assert delayed.value.status == 503


def test_a_small_paper_is_printed_beside_a_bomb() -> None:
    print_paper(LETTER)
    with ThreadPoolExecutor(1) as hand:
        heavy = bombs()["14 flex boxes"]
        bomb = hand.submit(pytest.raises, PaperRefused, print_paper, heavy, wall_s=5)

        assert print_paper(LETTER).startswith(b"%PDF")

        assert not bomb.done()
        bomb.result()


# The corpus


class Callers:
    """How many have knocked at a port of ours."""

    def __init__(self) -> None:
        self.count = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def listen(self) -> None:
        while True:
            try:
                caller, _ = self.server.accept()
            except OSError:
                return
            self.count += 1
            caller.recv(4096)
            caller.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + CANARY.encode())
            caller.close()


@pytest.fixture
def callers() -> Iterator[Callers]:
    found = Callers()
    thread = threading.Thread(target=found.listen, daemon=True)
    thread.start()
    yield found
    found.server.shutdown(socket.SHUT_RDWR)
    found.server.close()
    thread.join()


@pytest.fixture
def bait(callers: Callers, tmp_path: Path) -> Bait:
    return bait_in(tmp_path, callers.port)


def leaks(pdf: bytes) -> list[str]:
    """What of the bait is in a paper: its words, an attached file, a picture."""
    reader = read(pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    found += [str(content) for content in reader.attachments.values()]
    for page in cast("list[dict[str, Any]]", reader.pages):
        shapes = page["/Resources"].get("/XObject", {}).values()
        found += ["picture" for shape in shapes if shape.get_object()["/Subtype"] == "/Image"]
    return [words for words in found if CANARY in words or words == "picture"]


@contextmanager
def visitors() -> Iterator[list[float]]:
    """Somebody who looks at a page of ours all the while; how long each look took."""
    app, stopped, times = Flask("parallel"), threading.Event(), list[float]()
    app.add_url_rule("/", "home", lambda: "here")

    def look() -> None:
        with app.test_client() as browser:
            while not stopped.wait(0.02):
                begun = time.monotonic()
                assert browser.get("/").status_code == 200
                times.append(time.monotonic() - begun)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield times
    finally:
        stopped.set()
        thread.join()


def outcome(item: tuple[str, str]) -> tuple[str, str, float, int, list[str]]:
    """The name, how it ended, seconds, peak bytes and leaks of one hostile document."""
    name, html = item
    limits = Limits(wall_s=WALL_S if name in bombs() else 8, cpu_s=4)
    begun = time.monotonic()
    try:
        pdf, usage = measure_limited(
            "crm.documents.typesetting.typeset", html, "pdf/a-3a", [], {}, limits=limits
        )
        ended, leaked = "printed", leaks(cast("bytes", pdf))
    except ChildFailed as failed:
        usage = failed.usage if isinstance(failed, ChildDied) else None
        ended, leaked = str(getattr(failed, "reason", failed)), []
    return name, ended, time.monotonic() - begun, usage.peak_bytes if usage else 0, leaked


@pytest.mark.slow
def test_hostile_papers_reach_nothing_and_hurt_nobody(callers: Callers, bait: Bait) -> None:
    print_paper(LETTER)
    corpus = {**reaching(bait), **bombs()}

    with visitors() as looks, ThreadPoolExecutor(2) as hands:
        outcomes = list(hands.map(outcome, corpus.items()))

    p95 = quantiles(looks, n=20)[-1]
    slowest = max(outcomes, key=lambda one: one[2])
    largest = max(outcomes, key=lambda one: one[3])
    ends = sorted({ended for _, ended, *_ in outcomes})
    counts = {end: sum(one[1] == end for one in outcomes) for end in ends}
    print(f"\nF17: {len(outcomes)} hostile papers: {counts}; {callers.count} connects")
    print(
        f"F17: slowest {slowest[2]:.2f} s ({slowest[0]}), page beside them p95 {p95 * 1000:.0f} ms"
    )
    print(f"F17: largest {largest[3] // MIB} MiB ({largest[0]})")
    assert len(outcomes) >= 60
    assert callers.count == 0
    assert [one for one in outcomes if one[4]] == []
    assert {one[1] for one in outcomes if one[0] in reaching(bait)} <= {"printed", "failure"}
    assert slowest[2] < 10
    assert largest[3] <= 700 * MIB
    assert p95 < 0.5
    assert print_paper(LETTER).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["attachment to a file", "img to a file", "style sheet to a file"])
def test_the_corpus_finds_an_open_door(bait: Bait, name: str) -> None:
    pdf = HTML(string=reaching(bait)[name], url_fetcher=URLFetcher()).write_pdf()

    assert leaks(pdf)


def test_the_corpus_notices_a_caller(callers: Callers, bait: Bait) -> None:
    html = reaching(bait)["attachment to a server"]

    assert leaks(HTML(string=html, url_fetcher=URLFetcher()).write_pdf())
    assert callers.count == 1


def test_the_press_itself_is_locked(callers: Callers, bait: Bait) -> None:
    """The same without a fence around it: the lock alone must hold."""
    for html in reaching(bait).values():
        try:
            pdf = typesetting.typeset(html, None, [], {})
        except OSError:  # a colour profile that is refused ends the paper
            continue
        assert leaks(pdf) == []
    assert callers.count == 0
