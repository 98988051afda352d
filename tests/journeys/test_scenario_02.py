"""Scenario 2: the monthly regular meeting of 2027, moved away from Idulfitri."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from crm.core.db import db
from crm.gatherings.models import Gathering, GatheringState
from crm.reminders.forecast import forecast
from tests.conftest import SignIn
from tests.factories.gathering_cast import Cast, make_cast
from tests.factories.gatherings import jakarta
from tests.pages import post, words_of

SERIES = {
    "title": "Rapat Rutin 2027",
    "rhythm": "monthly_by_weekday",
    "every": "1",
    "day": "2027-01-13",
    "until": "2027-12-31",
    "starts": "10:00",
    "ends": "12:00",
    "zone": "Asia/Jakarta",
    "mode": "hybrid",
    "place": "Ruang Rapat Perpustakaan FK, Bandung",
    "link": "https://rapat.jpk.example/rutin",
    "quorum": "fraction",
    "quorum_number": "50",
    "online_counts": "y",
}
MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 4, 9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast()


@pytest.fixture
def sari(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.sari)


def dates() -> list[Gathering]:
    query = sa.select(Gathering).where(Gathering.series_id.is_not(None))
    return list(db.session.scalars(query.order_by(Gathering.original_start)))


def day_of(gathering: Gathering) -> date:
    return gathering.starts_at.astimezone(ZoneInfo("Asia/Jakarta")).date()


def planned(sari: FlaskClient) -> str:
    answer = post(sari, "/gatherings/series", SERIES, page="/gatherings/series/new")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_twelve_dates_and_what_stands_against_them(cast: Cast, sari: FlaskClient) -> None:
    page = sari.get(planned(sari))

    assert [day_of(one).month for one in dates()] == MONTHS
    assert all(day_of(one).weekday() == 2 for one in dates())
    said = words_of(page.text)
    assert "setiap bulan pada Rabu kedua, 10.00 WIB · 12 tanggal" in said
    march = said.split("Rabu, 10 Maret 2027")[1].split("Rabu, 14 April 2027")[0]
    assert "Libur nasional: Hari Raya Idul Fitri (perkiraan)" in march
    assert "Masa perjalanan Idulfitri" in march
    assert "Lebih baik: 4 Mar 2027, 16 Mar 2027, 17 Mar 2027" in march
    february = said.split("Rabu, 10 Februari 2027")[1].split("Rabu, 10 Maret 2027")[0]
    assert "Ramadan" not in february


def test_in_february_only_a_late_end_meets_ramadan(cast: Cast, sari: FlaskClient) -> None:
    answer = post(
        sari,
        "/gatherings/series",
        {**SERIES, "ends": "13:30"},
        page="/gatherings/series/new",
    )

    said = words_of(sari.get(answer.headers["Location"]).text)

    february = said.split("Rabu, 10 Februari 2027")[1].split("Rabu, 10 Maret 2027")[0]
    assert "Ramadan: terlalu sore di WIT" in february


def test_the_three_better_dates_all_lie_in_the_travel_season(cast: Cast, sari: FlaskClient) -> None:
    planned(sari)
    march = dates()[2]

    page = sari.get(f"/gatherings/{march.id}/moves/new")

    said = words_of(page.text).split("Tanggal yang lebih baik")[1]
    offered = [part.split(" Masa perjalanan Idulfitri")[0] for part in said.split("2027 ")[1:4]]
    assert "Kamis, 4 Maret 2027" in said
    assert "Selasa, 16 Maret 2027" in said
    assert "Rabu, 17 Maret 2027" in said
    assert "5 Maret 2027" not in said
    assert offered == ["10.00 WIB, 11.00 WITA, 12.00 WIT ·"] * 3


def move_march(sari: FlaskClient) -> Gathering:
    planned(sari)
    march = dates()[2]
    chosen = datetime(2027, 3, 16, 3, tzinfo=UTC).isoformat()
    answer = post(
        sari,
        f"/gatherings/{march.id}/moves",
        {"chosen": chosen, "starts": "10:00", "reason": "Idulfitri"},
        page=f"/gatherings/{march.id}/moves/new",
    )
    assert answer.status_code == 303
    return dates()[2]


def test_only_march_moves_and_its_calendar_file_says_sequence_1(
    cast: Cast, sari: FlaskClient
) -> None:
    march = move_march(sari)

    assert day_of(march) == date(2027, 3, 16)
    assert march.original_start == datetime(2027, 3, 10, 3, tzinfo=UTC)
    others = [one for one in dates() if one is not march]
    assert all(one.starts_at == one.original_start and one.sequence == 0 for one in others)
    event = Calendar.from_ical(sari.get(f"/gatherings/{march.id}.ics").data).events[0]
    assert event["SEQUENCE"] == 1
    assert event.start == jakarta(2027, 3, 16)
    history = words_of(sari.get(f"/gatherings/{march.id}").text)
    assert (
        "Sari Wulandari memindahkan tanggal dari 10 Maret 2027, 10.00 WIB "
        "ke 16 Maret 2027, 10.00 WIB." in history
    )


def test_the_reminder_of_three_working_days_falls_on_3_march(cast: Cast, sari: FlaskClient) -> None:
    march = move_march(sari)
    post(
        sari,
        f"/gatherings/{march.id}/invitees",
        {"whom": "members", "capacity": "voting"},
        page=f"/gatherings/{march.id}/invitees/new",
    )
    page = f"/gatherings/{march.id}/invitations"
    issued = post(sari, page, {"classification": "ordinary", "signatory": "1"}, page=f"{page}/new")
    assert issued.status_code == 303

    now = jakarta(2027, 2, 1)
    found = forecast(now, now + timedelta(days=60))

    quorum = [one for one in found.planned if one.rule == "R04"]
    assert {one.recipient.name for one in quorum} >= {"Sari Wulandari", "Wulan Hapsari"}
    days = {one.at.astimezone(ZoneInfo("Asia/Jakarta")).date() for one in quorum}
    assert days == {date(2027, 3, 3)}


def test_makassar_reads_eleven_and_jayapura_twelve(
    cast: Cast, sari: FlaskClient, sign_in: SignIn
) -> None:
    march = move_march(sari)
    post(
        sari,
        f"/gatherings/{march.id}/invitees",
        {"whom": "members", "capacity": "voting"},
        page=f"/gatherings/{march.id}/invitees/new",
    )
    page = f"/gatherings/{march.id}/invitations"
    post(sari, page, {"classification": "ordinary", "signatory": "1"}, page=f"{page}/new")
    assert db.session.get_one(Gathering, march.id).state is GatheringState.INVITED

    for user, clock in ((cast.yusuf, "11.00 WITA"), (cast.marthen, "12.00 WIT")):
        listed = words_of(sign_in(user).get("/gatherings").text)
        assert f"Selasa, 16 Maret 2027, 10.00–12.00 WIB {clock}" in listed
        shown = words_of(sign_in(user).get(f"/gatherings/{march.id}").text)
        assert "10.00–12.00 WIB (11.00 WITA, 12.00 WIT)" in shown
