"""Scenario 8: a staff share with a counter-proposal, from the draft to the closing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.documents.models import Document
from crm.links.models import Link
from crm.network.models import Signatory
from crm.permissions import Role
from crm.reminders.forecast import forecast
from crm.reminders.models import Message
from crm.sharing.capacity.availability import almanac_of
from crm.sharing.capacity.patterns import sessions_of
from crm.sharing.housekeeping import move_with_time
from crm.sharing.models import Assignment, Party, State
from crm.sharing.work.balance import balances
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.factories.sharing import Cast, make_agreement, make_cast
from tests.pages import post, token_on, words_of

pytestmark = pytest.mark.both_engines

FEBRUARY = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)
HOME, HOST, PERSON = "home_head", "host_head", "person"
DRAFT = {
    "role": "Pengatalog",
    "tasks": "Pengatalogan 400 judul\nMelatih satu petugas",
    "purpose": "S32",
    "starts_on": "2027-04-01",
    "ends_on": "2027-06-30",
    "weekly_minutes": "8",
    "weekdays": ["0", "2"],
    "starts": "09:00",
    "ends": "13:00",
    "zone": "Asia/Makassar",
    "mode": "hybrid",
    "location": "RSUD Puspa Lentera",
    "instrument": "pks_sharing",
    "salary_payer": "home",
    "transport": "6.400.000",
    "transport_payer": "host",
    "lodging_payer": "host",
    "daily_payer": "host",
    "honorarium_payer": "host",
}
CHANGES = {
    "decision": "counter",
    "tasks": DRAFT["tasks"],
    "weekly_minutes": "6",
    "weekdays": ["1", "3"],
    "starts": "09:00",
    "ends": "12:00",
    "zone": "Asia/Makassar",
    "starts_on": "2027-04-01",
    "ends_on": "2027-07-31",
    "mode": "hybrid",
    "location": DRAFT["location"],
    "note": "Senin dan Rabu ruang pengolahan dipakai pelatihan.",
}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FEBRUARY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask, clock: time_machine.Traveller) -> Cast:
    return make_cast()


def the_assignment() -> Assignment:
    return db.session.scalars(sa.select(Assignment)).one()


def answer_by_link(app: Flask, party: str, version: int, **given: object) -> str:
    """Someone opens the link in their letter on a phone and presses a button."""
    query = sa.select(Link).where(Link.party == party, Link.subject_version == version)
    link = db.session.scalars(query).one()
    letter = sa.select(Message).where(Message.body_text.contains(f"[[link:{link.id}]]"))
    assert db.session.scalars(letter).one().recipient == link.recipient
    phone = app.test_client()
    page = phone.get(f"/c/{link.secret}", follow_redirects=True)
    form = {"csrf_token": token_on(page.text), **given}
    answer = phone.post(f"/c/link/{link.id}", data=form)
    assert answer.status_code == 200
    return words_of(answer.text)


def drafted(cast: Cast, browser: FlaskClient) -> Assignment:
    agreement = make_agreement(cast)
    page = f"/sharing/assignments/new?person={cast.ratna.id}&host={cast.host.id}"
    chosen = {"person": cast.ratna.id, "home": cast.home.id, "host": cast.host.id}
    form = {**DRAFT, **chosen, "agreement_id": agreement.id}
    assert post(browser, "/sharing/assignments", form, page=page).status_code == 303
    return the_assignment()


def test_from_the_draft_to_the_closing(
    app: Flask, cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    dewi = sign_in(cast.dewi_user)

    # B proposes Ratna 8 hours a week: over the cap, the warning is stored
    assignment = drafted(cast, dewi)
    page = f"/sharing/assignments/{assignment.id}"
    post(dewi, f"{page}/proposals", page=page)
    first = assignment.version(1)
    assert first.check is not None
    assert [found.concern.value for found in first.check.findings] == ["over_cap"]
    assert "8 jam per minggu melebihi batas 7,5 jam" in words_of(dewi.get(page).text)
    assert first.planned_minutes == 96 * 60
    assert assignment.agreed == {Party.HOME_HEAD}

    # Yusuf counters 6 hours, Tuesday and Thursday, to the end of July
    clock.move_to(datetime(2027, 2, 26, 8, 42, tzinfo=UTC))
    answer_by_link(app, HOST, 1, **CHANGES)
    second = assignment.version(2)
    assert assignment.agreed == {Party.HOST_HEAD}
    assert second.planned_minutes == 93 * 60
    assert second.check is not None
    assert second.check.sessions == 31
    holidays = [date(2027, 5, 6), date(2027, 5, 18), date(2027, 5, 20), date(2027, 6, 1)]
    assert list(second.check.dropped) == holidays
    assert second.reply_by == date(2027, 3, 22)
    said = words_of(sign_in(cast.dewi_user).get(page).text)
    assert "96 jam 93 jam" in said
    assert "Setuju gugur" in said

    # three yes on version 2
    clock.shift(timedelta(days=3))
    dewi, sari = sign_in(cast.dewi_user), sign_in(cast.secretariat)
    post(dewi, f"{page}/signoffs", {"version": 2}, page=page)
    assert "Semua pihak sudah setuju" in answer_by_link(app, PERSON, 2, decision="yes")
    assert assignment.state is State.CONFIRMED
    assert [reason.value for reason in second.reasons_for_parent] == [
        "civil_servant",
        "long_span",
        "travel",
        "cost",
    ]

    # the dean approves, then the duty letter is issued
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    assert "Bisa terbit setelah: persetujuan lembaga induk" in words_of(sari.get(page).text)
    answer_by_link(app, "home_parent", 2, decision="yes")
    assert assignment.state is State.APPROVED
    post(sari, f"{page}/duty-letters", page=page)
    assert assignment.state is State.DOCUMENTED
    paper = words_of(db.session.scalars(sa.select(Document)).one().papers["id"])
    assert "Selasa dan Kamis, 09.00–12.00 WITA; 6 jam per minggu, seluruhnya 93 jam" in paper

    # active on 1 April, by the clock of the network, not before
    commit()
    clock.move_to(datetime(2027, 3, 31, 16, 59, tzinfo=UTC))
    assert move_with_time() == 0
    clock.move_to(datetime(2027, 3, 31, 17, 0, tzinfo=UTC))
    assert move_with_time() == 1
    assert the_assignment().state is State.ACTIVE

    # R26 falls on Fri 30 April, Thu 1 July and Fri 23 July
    planned = forecast(datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 8, 1, tzinfo=UTC)).planned
    ends = {
        one.at.date()
        for one in planned
        if one.rule == "R26" and one.occasion.subject_kind == "assignment"
    }
    assert ends == {date(2027, 4, 30), date(2027, 7, 1), date(2027, 7, 23)}

    # Ratna notes 88 hours, the host confirms them: 94.6 % of 93
    commit()
    days = [slot.day for slot in sessions_of(second.pattern, almanac_of(assignment, second))[0]]
    clock.move_to(datetime(2027, 7, 30, 3, 0, tzinfo=UTC))
    ratna_user = make_user(Role.EXPERT, name=cast.ratna.name)
    cast.ratna.user_id = ratna_user.id
    ratna, yusuf = sign_in(ratna_user), sign_in(cast.yusuf_user)
    for day in days[:29]:
        post(ratna, f"{page}/hours", {"day": day, "minutes": "3", "task": "Katalog"}, page=page)
    last = {"day": days[29], "minutes": "1", "task": "Pelatihan"}
    post(ratna, f"{page}/hours", last, page=page)
    post(yusuf, f"{page}/hour-confirmations", page=page)
    said = words_of(yusuf.get(f"{page}/hours").text)
    assert "94,6 %" in said
    assert "88 jam" in said

    # the balance of the year: the home +88, the host -88
    found = balances(2027, [cast.home.id, cast.host.id])
    assert [found[cast.home.id].minutes, found[cast.host.id].minutes] == [88 * 60, -88 * 60]

    # the day after the last one it is completed, judged by host and person, and closed
    commit()
    clock.move_to(datetime(2027, 7, 31, 17, 0, tzinfo=UTC))
    assert move_with_time() == 1
    assert the_assignment().state is State.COMPLETED
    marks = dict.fromkeys(("skill", "reliability", "cooperation", "support", "result"), "4")
    ratna, yusuf, sari = (sign_in(user) for user in (ratna_user, cast.yusuf_user, cast.secretariat))
    for judge in (yusuf, ratna):
        post(judge, f"{page}/evaluations", {**marks, "reached": "95", "again": "y"}, page=page)
    assert the_assignment().state is State.EVALUATED
    post(sari, f"{page}/closing", page=page)
    assert the_assignment().state is State.CLOSED
