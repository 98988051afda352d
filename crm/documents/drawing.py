"""Draws one Vega-Lite specification as SVG. Loaded only by the picture child: V8 lives in here."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
NUMBERS = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}
STYLE = re.compile(r'\sstyle="([^"]*)"')
CLIPS = re.compile(r'\bid="([^"]+)"')


@cache
def _ready() -> None:
    vl_convert.register_font_directory(str(FONTS))


def draw(spec: dict[str, Any], language: str) -> str:
    """The picture as SVG that may stand inside a page under a strict content policy."""
    _ready()
    svg = vl_convert.vegalite_to_svg(spec, format_locale=NUMBERS[language], allowed_base_urls=[])
    return tidied(svg)


def tidied(svg: str) -> str:
    """The same picture without style attributes, with names of its own making."""
    svg = STYLE.sub(lambda found: _attributes(found.group(1)), svg)
    for number, name in enumerate(dict.fromkeys(CLIPS.findall(svg))):
        svg = svg.replace(f'id="{name}"', f'id="p{number}"').replace(f"#{name})", f"#p{number})")
    return svg


def _attributes(style: str) -> str:
    """A style as presentation attributes; those that are none are dropped."""
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    plain = ((name.strip(), value.strip()) for name, _colon, value in pairs)
    return "".join(f' {name}="{value}"' for name, value in plain if name != "pointer-events")
