"""The secretariat's own calendar rows, and the month on the wall."""

from datetime import date

import sqlalchemy as sa

from crm.almanac.models import CalendarDay, DayKind
from crm.almanac.month import Entry, month_of, span_of
from crm.almanac.workdays import workdays
from crm.core.db import db
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.pages import post

NEW_DAY = {
    "day": "2027-08-18",
    "kind": "joint_leave",
    "name_id": "Cuti bersama tambahan",
    "name_en": "Extra joint leave",
    "certainty": "decree",
    "source": "SKB 2027",
}


def test_a_day_entered_by_hand_is_no_working_day_any_more(sign_in: SignIn) -> None:
    browser = sign_in(make_user(Role.SECRETARIAT))
    assert workdays().is_workday(date(2027, 8, 18))

    answer = post(browser, "/almanac/days", NEW_DAY, page="/almanac/days/new")

    assert answer.status_code == 303
    assert not workdays().is_workday(date(2027, 8, 18))
    assert "Cuti bersama tambahan" in browser.get("/almanac?year=2027").text


def test_a_partner_sees_the_almanac_and_changes_nothing(sign_in: SignIn) -> None:
    browser = sign_in(make_user(Role.PARTNER))

    assert browser.get("/almanac?year=2027").status_code == 200
    assert browser.get("/almanac/days/new").status_code == 403


def test_a_day_without_a_date_comes_back_with_what_was_typed(sign_in: SignIn) -> None:
    browser = sign_in(make_user(Role.SECRETARIAT))

    answer = post(
        browser, "/almanac/days", {**NEW_DAY, "day": "30 Februari"}, page="/almanac/days/new"
    )

    assert answer.status_code == 422
    assert "Cuti bersama tambahan" in answer.text


def test_a_year_that_is_none_is_refused_kindly(sign_in: SignIn) -> None:
    browser = sign_in(make_user())

    assert browser.get("/almanac?year=abcd").status_code == 400
    assert browser.get("/calendar?month=2027-13").status_code == 400
    assert browser.get("/calendar?month=2027-02").status_code == 200


def test_two_names_on_one_date_both_show(app: object) -> None:
    rows = db.session.scalars(
        sa.select(CalendarDay).where(
            CalendarDay.name_id.contains("Isra"),
            CalendarDay.day.between(date(2027, 1, 1), date(2027, 12, 31)),
        )
    ).all()

    assert [row.day for row in rows] == [date(2027, 1, 5), date(2027, 12, 26)]


def test_the_month_begins_on_monday_and_holds_its_entries() -> None:
    first = date(2027, 3, 1)
    nyepi = CalendarDay(
        day=date(2027, 3, 8), kind=DayKind.PUBLIC_HOLIDAY, name_id="Nyepi", name_en="Nyepi"
    )
    month = month_of(
        first,
        today=date(2027, 3, 3),
        special=[nyepi],
        entries=[Entry(date(2027, 3, 16), "Rapat", "/x")],
    )

    assert span_of(first) == (date(2027, 3, 1), date(2027, 4, 4))
    assert len(month.days) == 31
    assert [day.day.day for day in month.days if day.is_free] == [8]
    assert [day.day.day for day in month.days if day.entries] == [16]
    assert month.previous == date(2027, 2, 1)
    assert month.following == date(2027, 4, 1)


def test_the_calendar_costs_few_statements(sign_in: SignIn, count_queries: CountQueries) -> None:
    browser = sign_in(make_user())
    browser.get("/calendar?month=2027-03")

    with count_queries() as statements:
        browser.get("/calendar?month=2027-03")

    assert len(statements) <= 9, statements
