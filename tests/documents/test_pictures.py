"""Pictures: true, small, the same each time, safe inside a page; an endless one is stopped."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from flask import Flask

from crm.core.assets import shelf
from crm.core.limited import ChildDied, ChildRefused, Death, run_limited
from crm.core.limits import MIB
from crm.core.nursery import close_nurseries
from crm.documents import pictures
from crm.documents.charts import PALE, Rows, bars, lines, matrix, province_map, stacked
from crm.documents.drawing import draw, tidied
from crm.documents.pictures import DRAWER, LIMITS, PictureRefused, drawn, picture
from crm.documents.printing import print_paper

HOURS: Rows = [{"who": "RSUD <i>&amp;</i> Puspa", "hours": 1284.5}, {"who": "Łódź", "hours": 62}]
PARTS: Rows = [
    {"who": who, "kind": kind, "hours": n}
    for n, (who, kind) in enumerate([("A", "beri"), ("A", "terima"), ("B", "beri")], 3)
]
DAYS: Rows = [{"on": f"2027-0{m}-01", "n": m % 4, "who": who} for m in range(1, 9) for who in "ab"]
PLACES: Rows = [{"code": code, "kind": "ada"} for code in ("31", "32", "73", "91", "96")]
SPECS = {
    "bars": bars(HOURS, value="hours", name="who", digits=1),
    "stacked": stacked(PARTS, value="hours", name="who", part="kind"),
    "lines": lines(DAYS, day="on", value="n", series="who"),
    "map": province_map(
        PLACES, code="code", kind="kind", kinds={"tak ada": PALE, "ada": "#0b6170"}, tiny=["31"]
    ),
    "matrix": matrix(
        [{"who": "FK", "what": "Keperawatan", "n": 4, "words": "4*"}],
        column="who",
        row="what",
        value="n",
        words="words",
        columns=["FK", "RSUD"],
        most=5,
    ),
}
ENDLESS = {
    "$schema": SPECS["bars"]["$schema"],
    "data": {"sequence": {"start": 0, "stop": 1e12, "step": 1e4}},
    "mark": "point",
    "encoding": {"x": {"field": "data", "type": "nominal"}},
}


@pytest.fixture(scope="module", autouse=True)
def _none_left_behind() -> Iterator[None]:
    yield
    close_nurseries()


def svg_of(name: str, language: str = "id") -> str:
    return drawn(SPECS[name], language)


def words_in(svg: str) -> list[str]:
    return [word.text or "" for word in ET.fromstring(svg).iter() if word.tag.endswith("text")]


@pytest.mark.parametrize("name", SPECS)
def test_a_picture_holds_shapes_and_words_and_nothing_else(name: str) -> None:
    svg = svg_of(name)

    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "path", "line", "rect", "circle", "text", "defs", "clipPath"}
    assert not re.search(
        r"style=|href|script|\son\w+=|aria-|https?:(?!//www\.w3\.org/2000/svg)", svg
    )
    assert len(svg) < 40_000


@pytest.mark.parametrize("name", SPECS)
def test_the_same_rows_give_the_same_picture(name: str) -> None:
    first = svg_of(name)
    drawn(SPECS["lines"], "en")
    again = svg_of(name)
    close_nurseries()

    assert first == again == svg_of(name)


def test_every_class_in_a_picture_has_a_colour_in_both_themes() -> None:
    used = {
        word
        for name in SPECS
        for words in re.findall(r'class="([^"]+)"', svg_of(name))
        for word in words.split()
    }

    assert {"g-s1", "g-ink2", "g-line", "g-gap", "g-s0"} <= used
    assert used <= set(re.findall(r"\.(g-[\w-]+)", shelf().by_name["app.css"].body.decode()))


def test_names_inside_two_pictures_never_meet() -> None:
    clipped = [
        {**bars([{"who": who, "n": 3}], value="n", name="who"), "view": {"clip": True}}
        for who in "ab"
    ]
    for spec in clipped:
        spec["layer"][0]["mark"]["clip"] = True

    ids = [set(re.findall(r'\bid="([^"]+)"', drawn(spec, "id"))) for spec in clipped]

    assert all(ids)
    assert ids[0].isdisjoint(ids[1])


def test_references_to_clips_are_renamed_with_them() -> None:
    svg = tidied(
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><clipPath id="clip7"><path d="M0,0h9"/>'
        '</clipPath></defs><g clip-path="url(#clip7)"><path style="fill:#0b6170;cursor:x" d="M1,1"/>'
        '<path d="M2,2" display="none"/><script>alert(1)</script></g></svg>',
        name="p1",
    )

    assert 'id="p1-0"' in svg
    assert "url(#p1-0)" in svg
    assert '<path fill="#0b6170" d="M1,1" class="g-s1" />' in svg
    assert not re.search("script|M2|cursor|style", svg)


def test_numbers_and_months_are_in_the_language() -> None:
    assert "1.284,5" in words_in(svg_of("bars", "id"))
    assert "1,284.5" in words_in(svg_of("bars", "en"))
    assert any("Mei" in word for word in words_in(svg_of("lines", "id")))
    assert any("May" in word for word in words_in(svg_of("lines", "en")))


def test_few_things_are_counted_whole_along_an_axis() -> None:
    few = stacked(
        [{"who": "A", "kind": "buka", "n": 1}, {"who": "A", "kind": "isi", "n": 1}],
        value="n", name="who", part="kind",
    )  # fmt: skip

    marks = [word for word in words_in(drawn(few, "id")) if word[0].isdigit()]

    assert marks == ["0", "1", "2"]


def test_words_of_people_stay_words() -> None:
    assert "RSUD <i>&amp;</i> Puspa" in words_in(svg_of("bars"))
    assert "<i>" not in svg_of("bars")


def test_all_provinces_are_on_the_map() -> None:
    lands = re.findall(r'<path[^>]*class="([^"]*)"', svg_of("map"))

    assert lands.count("g-s0 g-gap") == 33 + 1  # and one in the key
    assert lands.count("g-s1 g-gap") == 5 + 1
    assert lands.count("g-s1 g-s4-line") == 1


@pytest.mark.parametrize(
    "reach",
    [
        {"data": {"url": "http://127.0.0.1:9/x.json"}},
        {"mark": "image", "encoding": {"url": {"value": "file:///etc/hostname"}}},
        {"layer": [{"mark": "point", "encoding": {"href": {"value": "javascript:alert(1)"}}}]},
    ],
    ids=["data", "image", "link"],
)
def test_a_picture_reaches_for_nothing(reach: dict[str, Any]) -> None:
    with pytest.raises(PictureRefused):
        drawn({**SPECS["bars"], **reach}, "id")


def test_a_row_may_have_a_field_of_any_name() -> None:
    rows = [{"url": "tautan", "n": 3}]

    assert "tautan" in words_in(drawn(bars(rows, value="n", name="url"), "id"))


def test_an_endless_picture_is_stopped_and_the_next_is_drawn() -> None:
    svg_of("bars")
    begun = time.monotonic()

    with pytest.raises(PictureRefused) as refused:
        drawn(ENDLESS, "id", limits=replace(LIMITS, wall_s=1.5))

    assert time.monotonic() - begun < 15
    assert refused.value.status == 422
    assert svg_of("bars")


def test_a_picture_too_large_for_its_memory_is_stopped() -> None:
    with pytest.raises(ChildDied) as died:
        run_limited(DRAWER, ENDLESS, "id", limits=replace(LIMITS, data_bytes=300 * MIB))

    assert died.value.reason is Death.CRASH


def test_a_specification_that_means_nothing_is_a_refusal() -> None:
    with pytest.raises(PictureRefused):
        drawn({"mark": "no such mark"}, "id")


def test_a_picture_on_the_page_has_its_title_and_role(app: Flask) -> None:
    svg = picture(SPECS["bars"], language="id", title="Jam & hari")

    assert svg.startswith('<svg role="img" ')
    assert "<title>Jam &amp; hari</title>" in svg


def test_a_picture_is_drawn_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pictures._kept(SPECS["bars"], "id", tmp_path)
    monkeypatch.setattr(pictures, "drawn", lambda *_: pytest.fail("drawn again"))

    assert pictures._kept(SPECS["bars"], "id", tmp_path) == first
    assert [file.suffix for file in tmp_path.iterdir()] == [".svg"]


def test_old_pictures_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_KEPT", 4)
    monkeypatch.setattr(pictures, "drawn", lambda *_: "<svg></svg>")

    for number in range(12):
        pictures._kept({"number": number}, "id", tmp_path)

    assert len(list(tmp_path.iterdir())) <= 4


def test_a_full_disk_does_not_cost_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "drawn", lambda *_: "<svg></svg>")
    (tmp_path / "file").write_text("no folder")

    assert pictures._kept({}, "id", tmp_path / "file" / "pictures") == "<svg></svg>"


def test_the_paper_shows_the_same_picture() -> None:
    pdf = print_paper(f"<figure>{svg_of('stacked')}</figure>", variant=None)
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        colours = {
            colour
            for _, colour in document[0].render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
        }

    assert {(0x0B, 0x61, 0x70), (0xD9, 0x9A, 0x1F)} <= colours
    assert "terima" in pypdfium2_words(pdf)


def pypdfium2_words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def test_the_drawer_alone_refuses_an_address() -> None:
    with pytest.raises(ChildRefused, match="address"):
        draw({"data": {"url": "http://127.0.0.1:9/"}, "mark": "bar"}, "id")
