"""One timeline for each record: filters, pages, and as fast with thousands of lines as with five."""

import time
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.institutions.models import Institution
from crm.timeline.models import Entry
from crm.timeline.topics import ROOMS, Topic, topic_of
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user

pytestmark = pytest.mark.both_engines


def fill(institution: Institution, count: int, *, rare: int = 3) -> None:
    """A long history of changes, with few meetings at its very beginning."""
    first = clock.now() - timedelta(days=3000)
    rows = [
        {
            "record_kind": "institution",
            "record_id": institution.id,
            "at": first + timedelta(hours=number),
            "topic": Topic.GATHERINGS if number < rare else Topic.CHANGES,
            "audience": "shared",
            "fact": "InstitutionChanged",
            "actor": f"Orang {number}",
            "facts": {"name": "x"},
            "reason": "",
            "subject_kind": "institution",
            "subject_id": institution.id,
        }
        for number in range(count)
    ]
    db.session.execute(sa.insert(Entry), rows)


def test_fifty_at_a_time_and_on(app: Flask, sign_in: SignIn) -> None:
    house = make_institution()
    fill(house, 120)
    reader = sign_in(make_user())

    first = reader.get(f"/institutions/{house.id}").text
    after = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = reader.get(after).text

    assert "Orang 119" in first
    assert "Orang 70 " in first
    assert "Orang 69 " in second
    assert "Orang 119" not in second


def test_a_filter_finds_its_lines(app: Flask, sign_in: SignIn) -> None:
    house = make_institution()
    fill(house, 60)
    reader = sign_in(make_user())

    page = reader.get(f"/institutions/{house.id}?topic=gatherings").text

    assert page.count("<time datetime") == 3
    assert "Orang 59" not in page
    assert reader.get(f"/institutions/{house.id}?topic=rahasia").status_code == 400


def test_thousands_of_lines_cost_what_five_cost(
    app: Flask, sign_in: SignIn, count_queries: CountQueries
) -> None:
    short, long = make_institution(), make_institution()
    fill(short, 5)
    fill(long, 5000)
    reader, spent = sign_in(make_user()), {}
    for house in (short, long, short, long):
        with count_queries() as statements:
            began = time.perf_counter()
            assert reader.get(f"/institutions/{house.id}?topic=gatherings").status_code == 200
            spent[house.id] = (len(statements), time.perf_counter() - began)

    (few, quick), (many, slow) = spent[short.id], spent[long.id]
    print(
        f"timeline of 5 lines: {few} SQL {quick * 1000:.1f} ms, of 5000: {many} SQL {slow * 1000:.1f} ms"
    )
    assert few == many
    assert many <= 13
    assert slow < quick * 3 + 0.05


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_room_tells_of_its_topic(room: str) -> None:
    fact = type("Fact", (), {"__module__": f"crm.{room}.events"})

    assert topic_of(fact) is ROOMS[room]
