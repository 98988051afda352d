"""Opening hours: what people type, what an exception and a holiday change."""

from datetime import date, time
from typing import Any

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.core.db import db
from crm.institutions.hours import (
    Span,
    Unreadable,
    open_spans,
    plain,
    read_spans,
    said,
    stored_week,
    told_week,
)
from crm.institutions.models import Institution
from crm.institutions.opening import days_from
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

MORNING, AFTERNOON = Span(time(8), time(12)), Span(time(13), time(16))
MONDAY, FRIDAY = date(2027, 1, 4), date(2027, 1, 8)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("08.00–12.00", [MORNING]),
        ("8:00 - 12:00; 13.00-16.00", [MORNING, AFTERNOON]),
        ("13.00 s.d. 16.00 dan 08.00 to 12.00", [MORNING, AFTERNOON]),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, spans: list[Span]) -> None:
    assert read_spans(text) == spans


@pytest.mark.parametrize(
    "text",
    ["pagi", "16.00–08.00", "08.00–08.00", "25.00–26.00", "08.00–12.00, 11.00–13.00", "08.00"],
)
def test_hours_that_nobody_can_read_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_spans(text)


@given(st.lists(st.times(), min_size=2, max_size=6, unique=True))
def test_what_is_written_is_read_again(moments: list[time]) -> None:
    even = sorted({moment.replace(second=0, microsecond=0, fold=0) for moment in moments})
    spans = [Span(*pair) for pair in zip(even[::2], even[1::2], strict=False)]

    assert read_spans(said(spans)) == spans


def test_an_exception_wins_over_a_holiday_and_a_holiday_over_the_week() -> None:
    week = stored_week({0: [MORNING, AFTERNOON], 4: [MORNING]})
    away = {"first": "2027-01-04", "last": "2027-01-05", "spans": [plain(MORNING)], "why": ""}

    assert open_spans(week, [], MONDAY) == [MORNING, AFTERNOON]
    assert open_spans(week, [], MONDAY, is_closed_holiday=True) == []
    assert open_spans(week, [away], MONDAY, is_closed_holiday=True) == [MORNING]
    assert open_spans(week, [away], FRIDAY) == [MORNING]
    assert open_spans(week, [away], date(2027, 1, 6)) == []


def test_days_with_the_same_hours_share_a_line(app: Flask) -> None:
    week = stored_week({**{day: [MORNING, AFTERNOON] for day in range(4)}, 4: [MORNING]})

    with app.test_request_context():
        lines = told_week(week)

    assert [line.hours for line in lines] == ["08.00–12.00, 13.00–16.00", "08.00–12.00", "tutup"]
    assert [line.name for line in lines] == ["Senin–Kamis", "Jumat", "Sabtu–Minggu"]
    assert told_week([]) == []


def test_a_member_keeps_its_week_and_its_exceptions(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}"
    week = {"day_0": "08.00–16.00", "day_4": "08.00-11.00, 13.00-16.00", "version": "1"}

    wrong = post(
        partner,
        f"{here}/opening-hours",
        week | {"day_1": "buka"},
        page=f"{here}/opening-hours/edit",
    )
    right = post(partner, f"{here}/opening-hours", week, page=f"{here}/opening-hours/edit")
    away = {"first": "2027-12-24", "last": "2028-01-02", "why": "Cuti bersama"}
    added = post(partner, f"{here}/hour-exceptions", away, page=f"{here}/hour-exceptions/new")

    assert wrong.status_code == 422
    assert 'value="buka"' in wrong.text
    assert (right.status_code, added.status_code) == (303, 303)
    page = words_of(partner.get(f"{here}?part=profile").text)
    assert "Monday 08.00–16.00" in page
    assert "Friday 08.00–11.00, 13.00–16.00" in page
    assert "24 December 2027–2 January 2028: shut (Cuti bersama)" in page
    assert "open on holidays too" in page
    post(partner, f"{here}/hour-exceptions/0/deletion", page=f"{here}/opening-hours/edit")
    db.session.expire_all()
    assert db.session.get_one(Institution, own.id).hour_exceptions == []


def test_strangers_hours_cannot_be_changed(sign_in: SignIn) -> None:
    other = make_institution(published=True)
    partner = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id))

    answer = post(partner, f"/institutions/{other.id}/opening-hours", {"version": "1"}, page="/")

    assert answer.status_code == 403


WEEK = stored_week({day: [MORNING, AFTERNOON] for day in range(5)})


def special(day: date, kind: DayKind, name: str, **given: Any) -> CalendarDay:
    certainty = given.pop("certainty", Certainty.DECREE)
    return CalendarDay(day=day, kind=kind, name_id=name, name_en=name, certainty=certainty, **given)


def told_from(first: date, days: list[CalendarDay], **facts: Any) -> list[tuple[str, str]]:
    given = {"opening_hours": WEEK, "hour_exceptions": [], "closed_on_holidays": True, **facts}
    coming = days_from(Institution(**given), first, days)
    return [(one.hours, one.why) for one in coming]


def test_the_almanac_closes_what_the_week_opens_unless_an_exception_says_otherwise(
    app: Flask,
) -> None:
    usual = "08.00–12.00, 13.00–16.00"
    opened = {"first": "2027-12-22", "last": "2027-12-22", "spans": [plain(MORNING)], "why": ""}
    moving = {"first": "2027-12-23", "last": "2027-12-23", "spans": [], "why": "Pindahan"}
    days = [
        special(date(2027, 12, 20), DayKind.PUBLIC_HOLIDAY, "Natal"),
        special(date(2027, 12, 20), DayKind.PUBLIC_HOLIDAY, "Isra", certainty=Certainty.ESTIMATE),
        special(date(2027, 12, 21), DayKind.JOINT_LEAVE, "Cuti"),
        special(date(2027, 12, 21), DayKind.WORKDAY, "Masuk"),
        special(date(2027, 12, 22), DayKind.PUBLIC_HOLIDAY, "Hari Ibu"),
        special(date(2027, 12, 24), DayKind.PUBLIC_HOLIDAY, "Di Aceh", province_code="11"),
        special(date(2027, 12, 24), DayKind.OBSERVANCE, "Peringatan"),
    ]

    with app.test_request_context():
        told = told_from(date(2027, 12, 20), days, hour_exceptions=[opened, moving])
        always = told_from(date(2027, 12, 20), days, closed_on_holidays=False)

    assert told == [
        ("", "Natal, Isra (perkiraan)"),
        (usual, ""),
        ("08.00–12.00", "jam lain dari biasanya, Hari Ibu"),
        ("", "Pindahan"),
        (usual, ""),
        ("", ""),
        ("", ""),
    ]
    assert always[0] == (usual, "Natal, Isra (perkiraan)")
    assert always[2] == (usual, "Hari Ibu")


def test_the_page_tells_the_next_days_where_the_institution_is(sign_in: SignIn) -> None:
    jayapura = {"zone": "Asia/Jayapura", "province_code": "91", "regency_code": "91.71"}
    known = make_institution(opening_hours=WEEK, published=True, **jayapura)
    other = make_institution(published=True)

    with time_machine.travel("2027-12-23T16:00:00+00:00", tick=False):
        partner = sign_in(make_user(Role.PARTNER, language="en"))
        page = words_of(partner.get(f"/institutions/{known.id}").text)
        elsewhere = partner.get(f"/institutions/{other.id}").text

    assert "Open in the next days WIT" in page
    assert "today, Friday 24 Dec 2027" in page
    assert "Saturday 25 Dec 2027 shut · Christmas" in page
    assert "Monday 27 Dec 2027 08.00–12.00, 13.00–16.00" in page
    assert "Thursday 23 Dec" not in page
    assert "Open in the next days" not in elsewhere
