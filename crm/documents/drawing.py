"""Draws one Vega-Lite specification as SVG. Loaded only by the picture child: V8 lives in here.

What leaves is small and safe to stand inside a page under a strict content policy: shapes and
words alone, no style, script or address, and the same for the same specification. Colours of the
house are written as attributes, for paper, and named by a class, for the dark theme.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from crm.core.limits import ChildRefused

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
SVG = "http://www.w3.org/2000/svg"
NUMBERS = {
    "id": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["Rp", ""],
        "percent": "\u00a0%",
        "minus": "−",  # noqa: RUF001 - the sign of arithmetic
    },
    "en": {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["Rp", ""],
        "percent": "%",
        "minus": "−",  # noqa: RUF001
    },
}
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
SHORT_MONTHS = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
DAYS = {
    "id": "Minggu Senin Selasa Rabu Kamis Jumat Sabtu",
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
}
FILLS = {
    "#0b6170": "g-s1",
    "#d99a1f": "g-s2",
    "#1d4f91": "g-s3",
    "#848f94": "g-s4",
    "#c5423b": "g-s5",
    "#6fb2ba": "g-s6",
    "#b9dadd": "g-s7",
    "#dfe5e1": "g-s0",
    "#f0d9a8": "g-s8",
    "#536067": "g-ink2",
    "#1a2428": "g-ink",
    "#ffffff": "g-on",
}
STROKES = {"#ffffff": "g-gap", "#e3e5df": "g-line"} | {
    colour: f"{name}-line" for colour, name in FILLS.items() if name[-1].isdigit()
}
SHAPES = {"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "defs", "clipPath"}
KEPT = {
    *("d", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "r", "cx", "cy", "width", "height"),
    *("transform", "viewBox", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity"),
    *("text-anchor", "font-family", "font-size", "font-weight", "font-style", "id", "clip-path"),
}
DEFAULTS = {
    *(("opacity", "1"), ("fill-opacity", "1"), ("stroke-opacity", "1")),
    *(("stroke-width", "1"), ("transform", "translate(0,0)"), ("x", "0"), ("y", "0")),
}
HIDDEN = {("opacity", "0"), ("display", "none"), ("d", "")}
FINE = re.compile(r"-?\d+\.\d{2,}")
GEOMETRY = {"d", "transform", "x", "y", "x1", "y1", "x2", "y2", "width", "height"}
ADDRESSES = {"url", "href", "baseURL"}

vl_convert.register_font_directory(str(FONTS))


def draw(spec: dict[str, Any], language: str) -> str:
    """The picture as SVG, in the numbers and months of a language."""
    if any(key in ADDRESSES for key in _keys(spec)):
        raise ChildRefused("address")
    svg = vl_convert.vegalite_to_svg(
        spec,
        format_locale=NUMBERS[language],
        time_format_locale=calendar_words(language),
        allowed_base_urls=[],
    )
    asked = f"{language}{json.dumps(spec, sort_keys=True)}"
    return tidied(svg, name=f"p{hashlib.sha256(asked.encode()).hexdigest()[:10]}")


def _keys(spec: object) -> Iterator[str]:
    """Every word of the grammar in a specification; the rows of its data are none."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            yield key
            if key != "values":
                yield from _keys(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from _keys(value)


def calendar_words(language: str) -> dict[str, Any]:
    """How dates are written along an axis."""
    days = DAYS[language].split()
    return {
        "dateTime": "%A, %-d %B %Y %H.%M",
        "date": "%-d/%-m/%Y",
        "time": "%H.%M",
        "periods": ["", ""],
        "days": days,
        "shortDays": [day[:3] for day in days],
        "months": MONTHS[language].split(),
        "shortMonths": SHORT_MONTHS[language].split(),
    }


def tidied(svg: str, *, name: str) -> str:
    """The same picture with nothing in it but what shows; `name` begins the names inside it."""
    root = ET.fromstring(svg)  # noqa: S314 - written by Vega, in a child
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    _prune(root)
    for element in root.iter():
        _plain(element)
    _flatten(root)
    _rename(root, name)
    root.set("xmlns", SVG)
    return ET.tostring(root, encoding="unicode")


def _prune(parent: ET.Element) -> None:
    """Take out what is not a shape and what does not show."""
    for child in list(parent):
        _prune(child)
        if not _shows(child):
            parent.remove(child)


def _shows(element: ET.Element) -> bool:
    kind = element.tag
    if kind not in SHAPES or not HIDDEN.isdisjoint(element.attrib.items()):
        return False
    if kind in {"g", "defs"}:
        return len(element) > 0
    is_background = element.get("class") == "background"
    return not (is_background and {"fill", "stroke"}.isdisjoint(element.attrib))


def _plain(element: ET.Element) -> None:
    """Leave only presentation attributes, and a class for the colours that have one."""
    style = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    given = {**{key.strip(): value.strip() for key, value in style}, **element.attrib}
    element.attrib.clear()
    for key, value in given.items():
        if key in KEPT and (key, value) not in DEFAULTS:
            element.set(key, FINE.sub(_tenths, value) if key in GEOMETRY else value)
    names = (FILLS.get(given.get("fill", "")), STROKES.get(given.get("stroke", "")))
    if words := " ".join(name for name in names if name):
        element.set("class", words)


def _tenths(found: re.Match[str]) -> str:
    return f"{round(float(found[0]), 1):g}"


def _flatten(parent: ET.Element) -> None:
    """Take groups away that group nothing."""
    for child in list(parent):
        _flatten(child)
        if child.tag == "g" and not child.attrib:
            place = list(parent).index(child)
            parent[place : place + 1] = list(child)


def _rename(root: ET.Element, name: str) -> None:
    """Number the clips anew: Vega counts them on from one picture to the next."""
    own = [element for element in root.iter() if "id" in element.attrib]
    names = {element.get("id"): f"{name}-{number}" for number, element in enumerate(own)}
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", names[element.get("id")])
        if "clip-path" in element.attrib:
            element.set("clip-path", f"url(#{names[element.get('clip-path', '')[5:-1]]})")
