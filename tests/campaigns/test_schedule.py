"""The schedule as a picture: well-formed, in its place, the same on page and paper."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from flask import Flask, render_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.almanac.models import CalendarDay
from crm.campaigns.models import (
    Campaign,
    Permit,
    Placement,
    PlacementState,
    PlacementType,
)
from crm.campaigns.overview import calendar_of
from crm.campaigns.paper import calendar_columns, calendar_paper, calendar_rows
from crm.campaigns.queries import placements_of
from crm.campaigns.schedule import NAMES, WIDTH, Schedule, schedule_of
from crm.core.db import db
from crm.core.languages import spoken
from crm.documents.paper import printed
from tests.factories.campaigns import make_campaign, make_placement
from tests.houses import House

TODAY = date(2027, 7, 28)


def laid_out(campaign: Campaign, days: Sequence[CalendarDay] = ()) -> Schedule:
    placements = db.session.scalars(placements_of(campaign)).unique().all()
    return schedule_of(campaign, placements, days or calendar_of(campaign, placements), today=TODAY)


def drawn(schedule: Schedule) -> ET.Element:
    return ET.fromstring(render_template("campaigns/_gantt.svg", schedule=schedule))


def full_campaign() -> Campaign:
    campaign = make_campaign(peak_on=date(2027, 9, 14))
    make_placement(campaign, name='Brosur <lipat> & "tiga"', type=PlacementType.BROCHURE)
    baliho = make_placement(campaign, name="Baliho " + "panjang " * 10, type=PlacementType.BALIHO)
    by = campaign.manager.as_actor()
    baliho.file(Permit(number="1", valid_from=date(2027, 9, 1), valid_to=date(2027, 9, 20)), by=by)
    shown = make_placement(campaign, name="Sudah tayang")
    shown.state = PlacementState.LIVE
    gone = make_placement(campaign, name="Batal")
    gone.state = PlacementState.CANCELLED
    db.session.flush()
    return campaign


def test_the_picture_is_well_formed_and_says_what_it_is(app: Flask) -> None:
    svg = drawn(laid_out(full_campaign()))

    names = {child.tag.rpartition("}")[2] for child in svg}
    assert {"title", "desc", "rect", "text"} <= names
    assert svg.get("role") == "img"


def test_colours_stand_as_attributes_for_paper(app: Flask) -> None:
    svg = drawn(laid_out(full_campaign()))

    for shape in svg.iter():
        kind = shape.tag.rpartition("}")[2]
        if kind in {"rect", "text"}:
            assert re.fullmatch("#[0-9a-f]{6}", shape.get("fill", "")), ET.tostring(shape)
        if kind in {"line", "path"}:
            assert re.fullmatch("#[0-9a-f]{6}", shape.get("stroke", "")), ET.tostring(shape)
        assert "style" not in shape.attrib


def test_late_starts_waits_and_what_is_live_look_apart(app: Flask) -> None:
    bars = {bar.placement.type: bar for bar in laid_out(full_campaign()).bars}

    assert bars[PlacementType.BROCHURE].late_by == 3
    assert bars[PlacementType.BALIHO].look == "wait"
    assert bars[PlacementType.POSTER].look == "done"
    assert len(bars) == 3, "what was cancelled has no bar"


def test_names_are_cut_before_they_reach_the_days(app: Flask) -> None:
    bar = next(bar for bar in laid_out(full_campaign()).bars if bar.name.startswith("Baliho"))

    assert len(bar.name) <= 34
    assert bar.name.endswith("…")


def test_an_empty_campaign_has_a_schedule(app: Flask) -> None:
    schedule = laid_out(make_campaign())

    assert schedule.bars == ()
    assert drawn(schedule) is not None


def test_holidays_are_named(app: Flask) -> None:
    words = " ".join(laid_out(full_campaign()).holiday_words)

    assert "17 Agu Hari Kemerdekaan" in words


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    length=st.integers(0, 540),
    runs=st.lists(
        st.tuples(st.integers(0, 540), st.integers(0, 540), st.integers(0, 120)), max_size=6
    ),
)
def test_everything_lies_inside_the_picture(
    house_on_sqlite: House, length: int, runs: list[tuple[int, int, int]]
) -> None:
    starts = date(2027, 8, 30)
    campaign = Campaign(
        code="KMP-2027-99", window_starts_on=starts, window_ends_on=starts + timedelta(days=length)
    )
    placements = []
    for first, days, tail in runs:
        begins = starts + timedelta(days=min(first, length))
        placements.append(
            Placement(
                name="Poster",
                type=PlacementType.POSTER,
                state=PlacementState.PLANNED,
                spec={},
                run_starts_on=begins,
                run_ends_on=min(begins + timedelta(days=days), campaign.window_ends_on),
                must_start_on=begins - timedelta(days=tail),
                lead_workdays=tail,
            )
        )
    with house_on_sqlite.app.test_request_context():
        schedule = schedule_of(campaign, placements, [], today=TODAY)
        svg = drawn(schedule)

    assert svg is not None
    for bar in schedule.bars:
        assert NAMES <= bar.tail.x <= bar.run.x + 0.2
        assert bar.run.x + bar.run.width <= WIDTH + 0.2
        assert bar.start.x >= NAMES + 5, "the must-start day does not run into the name"
    assert len(schedule.weeks) < 60
    assert [label.x for label in schedule.months] == sorted(label.x for label in schedule.months)


def test_the_paper_speaks_both_languages(app: Flask) -> None:
    campaign = full_campaign()

    with spoken("id"):
        indonesian = calendar_paper(campaign)
    with spoken("en"):
        english = calendar_paper(campaign)

    assert "Jangka waktu 30 Agu" in indonesian
    assert "Window 30 Aug" in english
    assert campaign.code in english


@pytest.mark.slow
def test_the_paper_prints_on_a3_landscape(app: Flask) -> None:
    with spoken("id"):
        html = calendar_paper(full_campaign())

    pdf = printed(html)

    assert pdf.startswith(b"%PDF")
    boxes = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", pdf)
    widths = {(round(float(w)), round(float(h))) for w, h in boxes}
    assert widths in ({(1191, 842)}, set()), widths


def test_the_table_holds_the_same_dates(app: Flask) -> None:
    rows = calendar_rows(full_campaign())

    assert len(calendar_columns()) == len(rows[0])
    by_name = {row[0]: row for row in rows}
    assert by_name['Brosur <lipat> & "tiga"'][3:6] == [
        date(2027, 7, 23), date(2027, 8, 30), date(2027, 9, 30),
    ]  # fmt: skip
