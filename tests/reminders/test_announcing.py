"""Letters of the moment something happens, in the words of a rule."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.reminders.announcing import announce
from crm.reminders.models import Lane, Message, Reminder, ReminderState, Rule
from crm.reminders.outbox import Enclosed
from crm.reminders.scheduler import tick
from crm.reminders.sources import DATE_MOVED, LeftOut, LinkWanted, Nature, Occasion
from crm.reminders.terms import Channel
from tests.factories.reminders import Shelf, make_occasion, make_recipient


def counter_proposal(**given: Any) -> Occasion:
    return make_occasion(
        subject_kind="assignment",
        title="Ratna v2",
        occurrence="v2",
        facts={
            "staff": "Ratna",
            "version": 2,
            "changes": {"id": "6 jam", "en": "6 hours"},
            "by": "Yusuf",
        },
        **given,
    )


def with_source(app: Flask) -> None:
    tokens = {"staff": "staf", "version": "versi", "changes": "perubahan", "by": "oleh"}
    shelf = Shelf("counter_proposal", Nature.EVENT, tokens=tokens)
    app.extensions["mitra.sources"] = (DATE_MOVED, shelf.source)


def test_an_event_is_told_at_once_in_the_rules_words(app: Flask) -> None:
    with_source(app)
    occasion = counter_proposal(recipients=(make_recipient(user_id=3), make_recipient()))

    assert announce("R19", occasion) == 3
    commit()
    letters = db.session.scalars(sa.select(Message)).all()

    assert {letter.subject for letter in letters} == {"Usulan balik v2: Ratna"}
    assert all("6 jam" in letter.body_text and letter.lane == Lane.LETTER for letter in letters)
    log = db.session.scalars(sa.select(Reminder)).all()
    assert sorted(one.channel for one in log) == [Channel.APP, Channel.EMAIL, Channel.EMAIL]
    assert announce("R19", occasion) == 0


def test_while_the_rule_is_off_the_log_says_so(app: Flask) -> None:
    with_source(app)
    db.session.scalars(sa.select(Rule).where(Rule.code == "R19")).one().active = False

    assert announce("R19", counter_proposal()) == 0
    [kept] = db.session.scalars(sa.select(Reminder))

    assert kept.state is ReminderState.SKIPPED
    assert kept.reason["id"] == "Aturan ini dimatikan"
    assert db.session.scalars(sa.select(Message)).all() == []


def test_who_is_left_out_is_logged_with_the_reason(app: Flask) -> None:
    with_source(app)
    left = LeftOut(make_recipient(name="dr. Maya"), "asked not to be written to")

    announce("R19", counter_proposal(recipients=(), left_out=(left,)))

    [kept] = db.session.scalars(sa.select(Reminder))
    assert (kept.recipient_name, kept.reason["en"]) == ("dr. Maya", "asked not to be written to")


def test_a_step_announced_at_once_is_not_repeated_by_the_next_round(app: Flask) -> None:
    tokens = {"staff": "staf", "version": "versi", "home": "asal", "host": "tuan_rumah"}
    shelf = Shelf("assignment_awaits", Nature.AFTER, tokens=tokens)
    app.extensions["mitra.sources"] = (DATE_MOVED, shelf.source)
    now = clock.now()
    wish = LinkWanted(purpose="answer", expires_at=now + timedelta(days=20))
    occasion = make_occasion(
        at=now, known_at=now, occurrence="v1", recipients=(make_recipient(link=wish),)
    )
    shelf.held = [occasion]

    announce("R18", occasion)
    commit()
    tick(now + timedelta(days=4))
    rules = db.session.scalars(sa.select(Message.rule)).all()

    assert len(rules) <= 2
    assert db.session.scalar(sa.select(sa.func.count()).where(Reminder.step == "H+0")) == 2


def test_an_invitation_carries_its_calendar_file(app: Flask) -> None:
    tokens = {"meeting": "rapat", "place": "tempat", "reply_by": "jawab_sebelum"}
    app.extensions["mitra.sources"] = (
        Shelf("meeting_invited", Nature.EVENT, tokens=tokens).source,
    )
    file = Enclosed("undangan.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR")

    announce("R01", make_occasion(enclosed=lambda: [file]))

    [letter] = db.session.scalars(sa.select(Message))
    assert [one["name"] for one in letter.attachments] == ["undangan.ics"]
