"""A round: what is due becomes a letter, once; what is to come stands in the log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.transactions import commit
from crm.links.models import Link
from crm.reminders.models import Message, Reminder, ReminderState, Rule, Tick
from crm.reminders.scheduler import tick
from crm.reminders.sources import LeftOut, LinkWanted, Occasion
from crm.reminders.terms import Channel
from tests.conftest import CountQueries
from tests.factories.reminders import Shelf, make_occasion, make_recipient, utc
from tests.reminders.conftest import write_rule

pytestmark = pytest.mark.both_engines

FRIDAY = date(2027, 4, 30)
BEFORE, DUE, AFTER = (utc(f"2027-04-{hour}") for hour in ("22T05:00", "23T01:00", "23T02:00"))


def reminders() -> list[Reminder]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Reminder).order_by(Reminder.at, Reminder.id)))


def letters() -> list[Message]:
    return list(db.session.scalars(sa.select(Message).order_by(Message.id)))


def test_what_is_to_come_is_planned_and_then_goes_once(shelf: Shelf) -> None:
    shelf.held = [make_occasion(on=FRIDAY)]

    assert tick(BEFORE) == 0
    assert [(one.step, one.state) for one in reminders()] == [
        ("H-7", ReminderState.PLANNED),
        ("H-1", ReminderState.PLANNED),
    ]
    assert tick(DUE) == 1
    assert tick(AFTER) == 0
    assert [(one.step, one.state) for one in reminders()] == [
        ("H-7", ReminderState.QUEUED),
        ("H-1", ReminderState.PLANNED),
    ]
    assert [letter.recipient for letter in letters()] == [shelf.held[0].recipients[0].email]
    assert reminders()[0].letter == letters()[0].dedupe_key


def test_the_letter_speaks_the_readers_language_and_clock(shelf: Shelf) -> None:
    start = utc("2027-04-30T03:00")
    east = make_recipient(name="Yusuf", zone="Asia/Makassar")
    guest = make_recipient(name="Ann", language="en")
    shelf.held = [
        make_occasion(at=start, title="Rapat April", recipients=(east, guest), url="/gatherings/4")
    ]

    tick(BEFORE)
    tick(DUE)
    words = {letter.recipient_name: letter for letter in letters()}

    assert words["Yusuf"].subject.startswith("7 hari lagi: Rapat")
    assert "11.00 WITA (10.00 WIB)" in words["Yusuf"].body_text
    assert "Jumat, 30 April 2027" in words["Yusuf"].body_text
    assert words["Ann"].subject.startswith("In 7 days: Rapat")
    assert "10:00 WIB" in words["Ann"].body_text
    assert "http://localhost/gatherings/4" in words["Ann"].body_html


def test_after_a_standstill_the_late_letter_says_how_much_is_left(shelf: Shelf) -> None:
    shelf.held = [make_occasion(on=FRIDAY)]
    tick(BEFORE)

    tick(utc("2027-04-28T03:00"))

    assert [letter.subject[:11] for letter in letters()] == ["2 hari lagi"]
    assert [one.state for one in reminders()] == [ReminderState.QUEUED, ReminderState.PLANNED]


def test_a_house_that_was_down_through_it_all_logs_the_stale_ones(shelf: Shelf) -> None:
    shelf.held = [make_occasion(at=utc("2027-04-30T03:00"))]
    tick(BEFORE)

    tick(utc("2027-04-30T04:00"))

    assert letters() == []
    assert [one.state for one in reminders()] == [ReminderState.SKIPPED] * 2
    assert "Too late" in reminders()[-1].reason["en"]


def test_a_moved_date_recomputes_what_has_not_gone(shelf: Shelf) -> None:
    occasion = make_occasion(on=FRIDAY)
    shelf.held = [occasion]
    tick(BEFORE)

    shelf.held = [replace(occasion, on=FRIDAY + timedelta(days=4))]
    tick(BEFORE + timedelta(minutes=1))
    tick(DUE)

    assert letters() == []
    assert [one.at.date() for one in reminders()] == [date(2027, 4, 27), date(2027, 5, 3)]


def test_who_was_told_hears_once_of_the_move_and_no_reminder_twice(shelf: Shelf) -> None:
    occasion = make_occasion(on=FRIDAY)
    shelf.held = [occasion]
    tick(BEFORE)
    tick(DUE)

    shelf.held = [replace(occasion, on=FRIDAY + timedelta(days=60))]
    for minutes in (5, 10, 15):
        tick(AFTER + timedelta(minutes=minutes))

    assert [letter.rule for letter in letters()] == ["R03", "R00"]
    assert "semula Jumat, 30 April 2027" in letters()[1].body_text
    assert "29 Jun" in letters()[1].body_text


def test_what_is_not_needed_any_more_is_cancelled_and_may_come_back(shelf: Shelf) -> None:
    occasion = make_occasion(on=FRIDAY)
    shelf.held = [occasion]
    tick(BEFORE)
    shelf.held = []
    tick(BEFORE + timedelta(minutes=1))
    assert {one.state for one in reminders()} == {ReminderState.CANCELLED}

    shelf.held = [occasion]
    tick(BEFORE + timedelta(minutes=2))

    assert {one.state for one in reminders()} == {ReminderState.PLANNED}


def test_who_has_answered_meanwhile_is_left_out_with_the_reason(shelf: Shelf) -> None:
    occasion = make_occasion(on=FRIDAY)
    shelf.held = [occasion]
    tick(BEFORE)

    answered = LeftOut(occasion.recipients[0], "already said yes on %(day)s", {"day": FRIDAY})
    shelf.held = [replace(occasion, recipients=(), left_out=(answered,))]
    tick(DUE)

    assert letters() == []
    assert reminders()[0].state is ReminderState.SKIPPED
    assert reminders()[0].reason["id"] == "already said yes on Jumat, 30 April 2027"
    assert reminders()[0].settled_at is not None


def test_a_full_morning_becomes_one_letter(shelf: Shelf) -> None:
    person = make_recipient()
    shelf.held = [
        make_occasion(on=FRIDAY, recipients=(person,), title=f"Rapat {number}", url="/x")
        for number in range(4)
    ]

    tick(BEFORE)
    tick(DUE)
    [digest] = letters()

    assert digest.subject.startswith("4 pengingat untuk Anda")
    assert digest.body_text.count("http://localhost/x") == 4
    due = [one for one in reminders() if one.step == "H-7"]
    assert {one.state for one in due} == {ReminderState.DIGESTED}
    assert {one.letter for one in due} == {digest.dedupe_key}


def test_a_private_link_is_issued_when_the_letter_is_owed_and_used_again(shelf: Shelf) -> None:
    until = utc("2027-05-20T00:00")
    wanted = LinkWanted(purpose="rsvp", expires_at=until, version=2, party="host")
    person = make_recipient(link=wanted)
    shelf.held = [make_occasion(on=FRIDAY, recipients=(person,))]

    tick(BEFORE)
    assert db.session.scalars(sa.select(Link)).all() == []
    tick(DUE)
    tick(utc("2027-04-29T02:00"))
    [link] = db.session.scalars(sa.select(Link))

    assert (link.party, link.subject_version, link.recipient) == ("host", 2, person.email)
    assert [f"[[link:{link.id}]]" in letter.body_text for letter in letters()] == [True, True]
    assert all(link.secret not in letter.body_text for letter in letters())


def test_words_to_pass_on_by_hand_and_lines_on_a_page_stay_in_the_log(shelf: Shelf) -> None:
    write_rule("R03", "H-7", ["app", "copy"])
    shelf.held = [make_occasion(on=FRIDAY, recipients=(make_recipient(user_id=7),))]

    tick(BEFORE)
    tick(DUE)
    by_channel = {one.channel: one for one in reminders()}

    assert letters() == []
    assert by_channel[Channel.APP].words.startswith("7 hari lagi")
    assert by_channel[Channel.COPY].waits_by_hand
    assert "Yth. Bapak/Ibu" in by_channel[Channel.COPY].words


def test_a_rule_that_is_off_reminds_nobody_and_never_of_the_past(shelf: Shelf) -> None:
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == "R03")).one()
    rule.active = False
    commit()
    shelf.held = [make_occasion(on=FRIDAY)]
    tick(BEFORE)
    tick(DUE)
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == "R03")).one()
    rule.active = True
    commit()

    tick(DUE + timedelta(days=2))

    assert letters() == []
    assert [one.step for one in reminders()] == ["H-1"]


def test_a_source_that_fails_stops_no_other_and_is_made_up_for(app: Flask, shelf: Shelf) -> None:
    def broken(_span: object) -> list[Occasion]:
        raise ZeroDivisionError("the room is on fire")

    good = shelf.source
    bad = replace(good, code="action_due", occasions=broken)
    app.extensions["mitra.sources"] = (bad, good)
    shelf.held = [make_occasion(on=FRIDAY)]
    tick(BEFORE)
    tick(DUE)
    mark = db.session.get(Tick, "action_due")

    assert len(letters()) == 1
    assert mark is not None
    assert "on fire" in mark.problem
    assert db.session.get_one(Tick, "").at == DUE

    app.extensions["mitra.sources"] = (replace(bad, occasions=shelf.offer), good)
    write_rule("R11", "H-7", ["email"])
    tick(DUE + timedelta(days=3))

    assert [letter.rule for letter in letters()] == ["R03", "R11"]


def test_one_broken_reminder_does_not_hold_up_the_others(shelf: Shelf) -> None:
    class Burning:
        def __str__(self) -> str:
            raise ValueError("no words")

    shelf.held = [
        make_occasion(on=FRIDAY),
        make_occasion(on=FRIDAY, facts={"meeting": Burning()}),
        make_occasion(on=FRIDAY),
    ]
    tick(BEFORE)
    tick(DUE)

    assert len(letters()) == 2


@pytest.mark.parametrize("subjects", [3, 30])
def test_planning_costs_the_same_number_of_statements_for_any_number_of_subjects(
    shelf: Shelf, count_queries: CountQueries, subjects: int
) -> None:
    shelf.held = [make_occasion(on=FRIDAY) for _ in range(subjects)]
    tick(BEFORE)

    with count_queries() as statements:
        tick(DUE)

    assert len(letters()) == subjects
    assert len(statements) <= 60


def test_hostile_facts_stay_words(shelf: Shelf) -> None:
    nasty = "<script>alert(1)</script> {name} [[link:1]]\r\nBcc: x"
    shelf.held = [make_occasion(on=FRIDAY, title=nasty, facts={"meeting": nasty, "place": nasty})]

    tick(BEFORE)
    tick(DUE)
    [letter] = letters()

    assert "<script>" not in letter.body_html
    assert "&lt;script&gt;" in letter.body_html
    assert "\n" not in letter.subject
    assert "{name}" in letter.body_text
