"""Work in people's own calendars: the file that goes with the letters about it (R23)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.network.models import Signatory
from crm.people.models.persons import PersonCategory
from crm.reminders.models import Enclosure, Message
from crm.reminders.scheduler import tick
from crm.sharing.amendments.amending import ask_for_change
from crm.sharing.capacity.availability import almanac_of
from crm.sharing.capacity.patterns import sessions_of
from crm.sharing.housekeeping import move_with_time
from crm.sharing.letters import issue_duty_letter
from crm.sharing.models import Assignment, AssignmentVersion, Mode, Party
from crm.sharing.negotiation import propose
from crm.sharing.work.turning import end_early
from tests.factories.sharing import TUE_THU, Cast, make_assignment, make_version
from tests.sharing.agreeing import agreed_by_all

THREE_DAYS_BEFORE = datetime(2027, 3, 29, 1, 0, tzinfo=UTC)
FEWER = make_version(week=TUE_THU)


def documented(cast: Cast, **given: Any) -> Assignment:
    cast.ratna.category = PersonCategory.CONTRACT
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    made = make_assignment(cast, mode=Mode.REMOTE, ends_on=date(2027, 6, 20), **given)
    propose(made, by=cast.dewi_user)
    agreed_by_all(cast, made)
    issue_duty_letter(made, by=cast.secretariat)
    commit()
    return made


@pytest.fixture
def told(cast: Cast, clock_stands: time_machine.Traveller) -> Assignment:
    """Eight hours a week from April to 20 June, of which R23 told everyone."""
    work = documented(cast)
    clock_stands.move_to(THREE_DAYS_BEFORE)
    tick()
    return db.session.get_one(Assignment, work.id)


def letters(**where: str) -> list[Message]:
    query = sa.select(Message).order_by(Message.id)
    return list(db.session.scalars(query.filter_by(**where)))


def calendar_in(letter: Message) -> list[Any]:
    [file] = letter.attachments
    assert file["name"] == "tugas.ics"
    assert file["content_type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    return Calendar.from_ical(db.session.get_one(Enclosure, file["sha256"]).data).events


def appearances(events: list[Any]) -> Iterator[datetime]:
    """Every appearance that a reader's own calendar shows, as another library reads the rule."""
    for event in events:
        if event["STATUS"] != "CANCELLED":
            shown = rruleset()
            shown.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.start))
            for left_out in event.get("EXDATE", ()) and event["EXDATE"].dts:
                shown.exdate(left_out.dt)
            yield from shown


def planned(work: Assignment, version: AssignmentVersion) -> set[datetime]:
    sessions, dropped = sessions_of(version.pattern, almanac_of(work, version))
    assert dropped
    return {one.starts_at for one in sessions}


def test_r23_brings_the_hours_week_by_week_without_the_days_off(told: Assignment) -> None:
    sent = letters(rule="R23")

    events = calendar_in(sent[0])
    assert {one.recipient_name for one in sent} == {
        "Ratna Prameswari", "Dewi Anggraini", "Yusuf Rahmadi"
    }  # fmt: skip
    assert len({file["sha256"] for one in sent for file in one.attachments}) == 1
    assert [event.start.isoformat() for event in events] == [
        "2027-04-05T09:00:00+08:00",
        "2027-04-07T09:00:00+08:00",
    ]
    assert {event.start.tzinfo.key for event in events} == {"Asia/Makassar"}
    assert set(appearances(events)) == planned(told, told.promise)
    assert events[0]["SUMMARY"] == "Ratna Prameswari, RSUD Puspa Lentera"
    assert "LOCATION" not in events[0]


def test_a_change_replaces_what_calendars_hold(
    cast: Cast, told: Assignment, clock_stands: time_machine.Traveller
) -> None:
    before = calendar_in(letters(rule="R23")[0])
    clock_stands.move_to(datetime(2027, 4, 20, 2, 0, tzinfo=UTC))
    move_with_time()
    work = db.session.get_one(Assignment, told.id)
    changes = {name: getattr(FEWER, name) for name in ("weekly_minutes", "slots")}
    changes |= {"starts_on": date(2027, 5, 3)}
    host = cast.voice(Party.HOST_HEAD)
    ask_for_change(work, host, version=1, changes=changes, note="")
    agreed_by_all(cast, work)

    after = calendar_in(letters(kind="sharing/mail/changed")[0])

    assert [one["UID"] for one in after[:2]] == [one["UID"] for one in before]
    assert len({one["UID"] for one in after}) == 4
    assert min(one["SEQUENCE"] for one in after) > max(one["SEQUENCE"] for one in before)
    first, second = work.versions
    assert set(appearances(after[:2])) == {
        at for at in set(appearances(before)) if at.date() <= date(2027, 5, 2)
    }
    assert set(appearances(after[2:])) == planned(work, second)
    assert first.holds_until == date(2027, 5, 2)


def test_an_early_end_takes_the_rest_out_and_a_withdrawal_everything(
    cast: Cast, told: Assignment, clock_stands: time_machine.Traveller
) -> None:
    told.withdraw(by=cast.dewi_user.as_actor(), reason="Ratna sakit")
    commit()
    taken_out = calendar_in(letters(kind="sharing/mail/withdrawn")[0])
    assert [str(one["STATUS"]) for one in taken_out] == ["CANCELLED", "CANCELLED"]

    clock_stands.move_to(datetime(2027, 2, 24, 2, 0, tzinfo=UTC))
    work = documented(cast)
    clock_stands.move_to(datetime(2027, 4, 20, 2, 0, tzinfo=UTC))
    move_with_time()
    end_early(db.session.get_one(Assignment, work.id), by=cast.dewi_user.as_actor(), reason="Usai")
    commit()

    ended = list(appearances(calendar_in(letters(kind="sharing/mail/turned")[0])))
    assert max(ended).date() == date(2027, 4, 19)


def test_hours_that_may_fall_anywhere_are_a_span_of_days_that_keeps_nobody_busy(
    cast: Cast, clock_stands: time_machine.Traveller
) -> None:
    documented(cast, week=())
    clock_stands.move_to(THREE_DAYS_BEFORE)
    tick()

    [event] = calendar_in(letters(rule="R23")[0])

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2027, 4, 1), date(2027, 6, 21))
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert "RRULE" not in event
