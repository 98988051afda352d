"""Specifications of our pictures: plain dicts in the colours of the house (design 2)."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

from crm.core.installing import DATA

SERIES = ("#0b6170", "#d99a1f", "#1d4f91", "#848f94", "#c5423b", "#6fb2ba")
SCALE = ("#b9dadd", "#6fb2ba", "#0b6170")
PALE, WARNING = "#dfe5e1", "#f0d9a8"
GRID, LABELS = "#e3e5df", "#536067"
WIDTH, STEP = 520, 26
Rows = Sequence[Mapping[str, Any]]


def bars(rows: Rows, *, value: str, name: str, digits: int = 0) -> dict[str, Any]:
    """Horizontal bars in the order of the rows, each with its number of so many decimals."""
    order = [row[name] for row in rows]
    y = {"field": name, "type": "nominal", "sort": order, "title": None}
    x = {"field": value, "type": "quantitative", "title": None, "axis": None}
    return _picture(
        rows,
        layer=[
            {
                "mark": {"type": "bar", "color": SERIES[0], "height": 16},
                "encoding": {"x": x, "y": y},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "color": LABELS},
                "encoding": {"x": x, "y": y, "text": {"field": value, "format": f",.{digits}f"}},
            },
        ],
        height={"step": STEP},
    )


def stacked(rows: Rows, *, value: str, name: str, part: str) -> dict[str, Any]:
    """Horizontal bars made of parts, in the colours of the series."""
    encoding = {
        "x": {
            "field": value,
            "type": "quantitative",
            "title": None,
            "stack": "zero",
            "axis": _whole_ticks(rows, value, name),
        },
        "y": {"field": name, "type": "nominal", "sort": _order(rows, name), "title": None},
        "color": _colours(rows, part),
    }
    return _picture(
        rows, mark={"type": "bar", "height": 16}, encoding=encoding, height={"step": STEP}
    )


def _whole_ticks(rows: Rows, value: str, name: str) -> dict[str, Any]:
    """The marks of an axis of a few things, that are counted whole; of many the usual ones."""
    sums = Counter[Any]()
    for row in rows:
        sums[row[name]] += row[value]
    most = ceil(max(sums.values(), default=0))
    return {"values": list(range(most + 1))} | WHOLE if most <= FEW else WHOLE


FEW = 6
WHOLE = {"tickMinStep": 1, "format": ",.0f"}


def lines(rows: Rows, *, day: str, value: str, series: str) -> dict[str, Any]:
    """One line for each series over dates."""
    encoding = {
        "x": {"field": day, "type": "temporal", "title": None, "axis": {"format": "%-d %b"}},
        "y": {"field": value, "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
        "color": _colours(rows, series),
    }
    mark = {"type": "line", "point": True, "strokeWidth": 2}
    return _picture(rows, mark=mark, encoding=encoding, height=200)


def weeks_under_limits(
    rows: Rows, limits: Rows, marks: Rows, order: Sequence[str]
) -> dict[str, Any]:
    """Weeks as stacked bars, limits as steps over them, and marks at the top.

    Each has its `week` and `series`; bars and limits have `hours`, bars a `rank` from the ground.
    The colours follow the order of the series.
    """
    shared = {"x": WEEKS, "color": _colours_of(order)}
    y = {"field": "hours", "type": "quantitative", "title": None, "stack": "zero"}
    ranked = {"field": "rank", "type": "quantitative"}
    layers = (
        (rows, BAR_OF_WEEK, {"y": y, "order": ranked}),
        (limits, STEP_OF_WEEK, {"y": {**y, "stack": None}}),
        (marks, MARK_OF_WEEK, {"y": {"value": -8}}),
    )
    drawn = [
        {"data": {"values": list(some)}, "mark": mark, "encoding": {**shared, **own}}
        for some, mark, own in layers
        if some
    ]
    return _framed(layer=drawn, height=220)


WEEKS = {
    "field": "week",
    "type": "temporal",
    "title": None,
    "axis": {"format": "%-d %b"},
    "scale": {"padding": 14},
}
BAR_OF_WEEK = {"type": "bar", "width": 12}
STEP_OF_WEEK = {"type": "line", "interpolate": "step", "strokeWidth": 2}
MARK_OF_WEEK = {
    "type": "point",
    "shape": "triangle-down",
    "filled": True,
    "size": 50,
    "opacity": 1,
}


def _colours_of(order: Sequence[str]) -> dict[str, Any]:
    """Bars in the colours of the house, a limit in red, a full week in blue, marks grey."""
    colours = (SERIES[0], SERIES[1], SERIES[4], SERIES[2], SERIES[3])
    scale = {"domain": list(order), "range": list(colours[: len(order)])}
    return {"field": "series", "type": "nominal", "title": None, "scale": scale, "legend": LEGEND}


def matrix(  # noqa: PLR0913  (what stands where, each with its name)
    rows: Rows, *, column: str, row: str, value: str, words: str, columns: Sequence[str], most: int
) -> dict[str, Any]:
    """Squares of rows and columns, darker where the value is higher, each with its words.

    The columns stand in the order given, also those without a square; names are read upwards.
    """
    shade = {
        "field": value,
        "type": "quantitative",
        "title": None,
        "legend": None,
        "scale": {"type": "quantize", "domain": [0, most], "range": list(SCALE)},
    }
    ink = {"test": f"datum['{value}'] > {most * 2 / 3}", "value": "#ffffff"}
    told = {"text": {"field": words}, "color": {"condition": ink, "value": "#1a2428"}}
    place = {
        "x": _names_above(column, columns),
        "y": {**_names_beside(row), "sort": _order(rows, row)},
    }
    square = {"type": "rect", "stroke": "#ffffff", "strokeWidth": 1}
    return _picture(
        rows,
        layer=[
            {"mark": square, "encoding": {**place, "color": shade}},
            {"mark": {"type": "text"}, "encoding": {**place, **told}},
        ],
        width=MATRIX_STEP * len(columns),
        height={"step": MATRIX_STEP},
    )


def _names_above(field: str, names: Sequence[str]) -> dict[str, Any]:
    axis = {"labelAngle": -90, "orient": "top", "labelLimit": 190}
    order = {"sort": list(names), "scale": {"domain": list(names)}}
    return {"field": field, "type": "nominal", "title": None, "axis": axis, **order}


def _names_beside(field: str) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "title": None, "axis": {"labelLimit": 300}}


MATRIX_STEP = 22


def province_map(
    rows: Rows, *, code: str, kind: str, kinds: Mapping[str, str], tiny: Sequence[str]
) -> dict[str, Any]:
    """The provinces, each in the colour of its kind; those too small to be seen as a ring."""
    colour = {
        "condition": {"test": f"!isValid(datum['{kind}'])", "value": PALE},
        "field": kind,
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(kinds), "range": list(kinds.values())},
        "legend": {**LEGEND, "columns": 3, "labelLimit": 320, "symbolType": "square"},
    }
    place = {"calculate": "geoCentroid(null, datum)", "as": "place"}
    rings = [
        {"filter": {"field": "properties.kode", "oneOf": list(tiny)}},
        place,
        {"calculate": "datum.place[0]", "as": "east"},
        {"calculate": "datum.place[1]", "as": "north"},
    ]
    return _framed(
        data={"values": provinces(), "format": {"type": "topojson", "feature": FEATURE}},
        transform=[{"lookup": "properties.kode", "from": _source(rows, code, kind)}],
        layer=[
            {
                "mark": {"type": "geoshape", "stroke": "#ffffff", "strokeWidth": 0.5},
                "encoding": {"color": colour},
            },
            {
                "transform": rings,
                "mark": {"type": "circle", "size": 45, "stroke": SERIES[3], "opacity": 1},
                "encoding": {
                    "longitude": {"field": "east", "type": "quantitative"},
                    "latitude": {"field": "north", "type": "quantitative"},
                    "color": colour,
                },
            },
        ],
        projection={"type": "equirectangular"},
        height=220,
    )


FEATURE = "indonesia-38-prov-topo"


@cache
def provinces() -> dict[str, Any]:
    """The outlines of the 38 provinces (CC BY 4.0, see NOTICES)."""
    found: dict[str, Any] = json.loads((DATA / "indonesia-38-provinces.topo.json").read_text())
    return found


def _source(rows: Rows, code: str, value: str) -> dict[str, Any]:
    return {"data": {"values": [dict(row) for row in rows]}, "key": code, "fields": [value]}


def _order(rows: Rows, field: str) -> list[Any]:
    return list(dict.fromkeys(row[field] for row in rows))


def _colours(rows: Rows, field: str) -> dict[str, Any]:
    names = _order(rows, field)
    scale = {"domain": names, "range": [SERIES[n % len(SERIES)] for n in range(len(names))]}
    return {"field": field, "type": "nominal", "title": None, "scale": scale, "legend": LEGEND}


LEGEND = {"orient": "bottom"}


def _picture(rows: Rows, **parts: Any) -> dict[str, Any]:
    return _framed(data={"values": [dict(row) for row in rows]}, **parts)


def _framed(**parts: Any) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "background": None,
        "config": CONFIG,
        **parts,
    }


CONFIG = {
    "font": "Inter",
    "view": {"stroke": None},
    "axis": {
        "labelColor": LABELS,
        "labelFontSize": 12,
        "labelLimit": 220,
        "labelPadding": 8,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
    },
    "axisQuantitative": {"tickCount": 6},
    "axisTemporal": {"tickCount": 6},
    "legend": {"labelColor": LABELS, "labelFontSize": 12},
    "text": {"fontSize": 12},
}
