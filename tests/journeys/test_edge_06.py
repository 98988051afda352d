"""E6: the 31st of the month, the 29th of February, and the turn of the year."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.campaigns.models import Campaign
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.documents.models import Document
from crm.gatherings.models import Gathering
from crm.network.models import Signatory
from crm.people.models.persons import PersonCategory
from crm.reminders.forecast import forecast
from crm.sharing.models import Assignment, AssignmentVersion
from tests.conftest import SignIn
from tests.factories.campaigns import make_manager
from tests.factories.sharing import Cast, make_cast
from tests.pages import post, words_of
from tests.sharing.agreeing import agreed_by_all

pytestmark = pytest.mark.both_engines

SERIES = {
    "title": "Rapat Akhir Bulan", "rhythm": "monthly_by_day", "every": "1", "day": "2027-01-31",
    "until": "2027-12-31", "starts": "10:00", "ends": "12:00", "zone": "Asia/Jakarta",
    "mode": "hybrid", "place": "Bandung", "link": "https://rapat.jpk.example/akhir",
    "quorum": "fraction", "quorum_number": "50", "online_counts": "y",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 1, 4, 2, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask) -> Cast:
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    made = make_cast()
    made.ratna.category = PersonCategory.CONTRACT
    return made


@pytest.fixture
def sari(cast: Cast, sign_in: SignIn) -> FlaskClient:
    return sign_in(cast.secretariat)


def planned(sari: FlaskClient, **given: str) -> str:
    answer = post(sari, "/gatherings/series", SERIES | given, page="/gatherings/series/new")
    assert answer.status_code == 303
    return words_of(sari.get(answer.headers["Location"]).text)


def days() -> list[date]:
    found = db.session.scalars(sa.select(Gathering.starts_at).order_by(Gathering.starts_at))
    return [at.date() for at in found]


def test_a_meeting_on_the_31st_says_which_months_have_none(sari: FlaskClient) -> None:
    form = words_of(sari.get("/gatherings/series/new").text)
    said = planned(sari)

    assert "Pada tanggal 29, 30, atau 31, bulan yang tidak punya tanggal itu" in form
    assert "Setiap bulan, pada hari kerja terakhir" in form
    assert [day.month for day in days()] == [1, 3, 5, 7, 8, 10, 12]
    assert {day.day for day in days()} == {31}
    assert "Bulan yang tidak punya tanggal ini dilewati." in said
    assert "“Hari kerja terakhir” ada di setiap bulan." in said


def test_the_last_working_day_offered_instead_is_in_every_month(sari: FlaskClient) -> None:
    said = planned(sari, rhythm="last_workday", day="2027-01-29")

    assert [day.month for day in days()] == list(range(1, 13))
    assert all(day.weekday() < 5 for day in days())
    assert days()[1] == date(2027, 2, 26)
    assert "Bulan yang tidak punya tanggal ini" not in said


def drafted(cast: Cast, browser: FlaskClient, **given: Any) -> Any:
    form = {
        "person": cast.ratna.id, "home": cast.home.id, "host": cast.host.id, "role": "Pengatalog",
        "tasks": "Pengatalogan 400 judul", "purpose": "S32", "starts_on": "2028-02-29",
        "ends_on": "2028-05-28", "weekly_minutes": "6", "zone": "Asia/Jakarta", "mode": "remote",
        "instrument": "pks_sharing", "agreement_id": "0", "salary_payer": "home",
        "transport_payer": "host", "lodging_payer": "host", "daily_payer": "host",
        "honorarium_payer": "host", **given,
    }  # fmt: skip
    page = f"/sharing/assignments/new?person={cast.ratna.id}&host={cast.host.id}"
    return post(browser, "/sharing/assignments", form, page=page)


def newest() -> Assignment:
    db.session.expire_all()
    return db.session.scalars(sa.select(Assignment).order_by(Assignment.id.desc())).all()[0]


def proposed(browser: FlaskClient) -> AssignmentVersion:
    page = f"/sharing/assignments/{newest().id}"
    assert post(browser, f"{page}/proposals", page=page).status_code == 303
    return newest().current


def test_a_29_february_that_is_none_is_said_and_nothing_is_lost(
    cast: Cast, sari: FlaskClient
) -> None:
    answer = drafted(cast, sari, starts_on="2027-02-29")

    assert answer.status_code == 422
    assert "Pengatalogan 400 judul" in answer.text
    assert db.session.scalars(sa.select(Assignment)).all() == []


@pytest.mark.parametrize(("last", "is_long"), [("2028-05-28", False), ("2028-05-29", True)])
def test_three_months_from_29_february_end_on_28_may(
    cast: Cast, sari: FlaskClient, last: str, *, is_long: bool
) -> None:
    assert drafted(cast, sari, ends_on=last).status_code == 303

    version = proposed(sari)

    assert (version.parent_reasons == ["long_span"]) is is_long
    assert "29 Februari 2028" in words_of(sari.get(f"/sharing/assignments/{newest().id}").text)


def test_work_that_ends_on_29_february_is_reminded_of_and_goes_on_the_day_after(
    cast: Cast, sari: FlaskClient
) -> None:
    drafted(cast, sari, starts_on="2027-12-01", ends_on="2028-02-29")
    proposed(sari)
    agreed_by_all(cast, newest())

    found = forecast(datetime(2027, 1, 4, 2, 0, tzinfo=UTC), datetime(2028, 3, 9, tzinfo=UTC))
    told = {one.at.date() for one in found.planned if one.rule == "R26"}
    renewal = sari.get(f"/sharing/assignments/{newest().id}/renewals/new").text

    # 30 January 2028 is a Sunday
    assert told == {date(2027, 12, 1), date(2028, 1, 28), date(2028, 2, 22)}
    assert 'value="2028-03-01"' in renewal
    assert 'value="2028-05-31"' in renewal


def test_over_new_year_numbers_begin_anew_and_codes_keep_their_year(
    cast: Cast, sari: FlaskClient, sign_in: SignIn, today: time_machine.Traveller
) -> None:
    today.move_to(datetime(2027, 12, 30, 2, 0, tzinfo=UTC))
    manager, sari = sign_in(make_manager(name="Dimas Prakoso")), sign_in(cast.secretariat)
    window = {"window_starts_on": "2027-12-20", "window_ends_on": "2028-01-31"}
    post(manager, "/campaigns", {"title_id": "Tahun Baru", **window}, page="/campaigns/new")
    made = []
    for first, last in (("2028-01-03", "2028-01-31"), ("2028-03-06", "2028-03-31")):
        drafted(cast, sari, starts_on=first, ends_on=last)
        proposed(sari)
        agreed_by_all(cast, newest())
        made.append(newest().id)
    # the last minute of the year in Jakarta, and the first of the next
    minutes = (datetime(2027, 12, 31, 16, 59, tzinfo=UTC), datetime(2027, 12, 31, 17, tzinfo=UTC))
    for number, now in zip(made, minutes, strict=True):
        today.move_to(now)
        issuer, page = sign_in(cast.secretariat), f"/sharing/assignments/{number}"
        post(issuer, f"{page}/duty-letters", page=page)
    commit()

    numbers = list(db.session.scalars(sa.select(Document.number).order_by(Document.id)))
    assert numbers == ["001/ST/SEK-JPK/XII/2027", "001/ST/SEK-JPK/I/2028"]
    today.move_to(datetime(2028, 1, 4, 2, 0, tzinfo=UTC))
    drafted(cast, sign_in(cast.secretariat), starts_on="2028-05-01", ends_on="2028-05-31")
    codes = [one.code for one in db.session.scalars(sa.select(Assignment).order_by(Assignment.id))]
    assert codes == ["TGS-2027-001", "TGS-2027-002", "TGS-2028-003"]
    campaign = db.session.scalars(sa.select(Campaign)).one()
    assert campaign.code == "KMP-2027-01"
    assert "KMP-2027-01" in sign_in(cast.secretariat).get(f"/campaigns/{campaign.id}").text
