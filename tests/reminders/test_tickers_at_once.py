"""Any number of tickers give the rows of one (faults B15, B16)."""

import random
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.transactions import commit
from crm.reminders.models import Message, Reminder
from crm.reminders.scheduler import tick
from tests.factories.reminders import Shelf, make_occasion, utc

pytestmark = pytest.mark.both_engines

BEFORE, DUE = utc("2027-04-22T05:00"), utc("2027-04-23T01:00")


def tick_in_threads(app: Flask, count: int) -> None:
    ready, failures = Barrier(count), list[Exception]()

    def run() -> None:
        with app.app_context():
            ready.wait()
            try:
                tick(DUE)
            except Exception as error:  # noqa: BLE001
                failures.append(error)
            finally:
                db.session.remove()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_tickers_at_the_same_moment_owe_each_letter_once(app: Flask, shelf: Shelf) -> None:
    shelf.held = [make_occasion(on=date(2027, 4, 30)) for _ in range(150)]
    tick(BEFORE)
    db.session.remove()

    tick_in_threads(app, 4)

    assert db.session.scalar(sa.select(sa.func.count(Message.id))) == 150
    due = sa.select(sa.func.count(Reminder.id)).where(Reminder.step == "H-7")
    assert db.session.scalar(due) == 150


def test_a_quarter_of_careless_ticking_gives_what_the_oracle_says(app: Flask, shelf: Shelf) -> None:
    """Tickers that come and go over 90 days settle exactly what one that never sleeps would."""
    chance = random.Random(7)
    start = utc("2027-03-01T01:00")
    days = [date(2027, 3, 20) + timedelta(days=chance.randrange(60)) for _ in range(25)]
    shelf.held = [make_occasion(on=day) for day in days]
    expected = {(occasion.subject_id, step) for occasion in shelf.held for step in ("H-7", "H-1")}

    now = start
    while now < start + timedelta(days=90):
        tick(now)
        now += timedelta(minutes=chance.choice([1, 30, 600, 2000, 9000, -120]))
    commit()
    settled = db.session.execute(
        sa.select(Reminder.subject_id, Reminder.step).where(Reminder.settled_at.is_not(None))
    ).all()

    assert {(row.subject_id, row.step) for row in settled} == expected
    assert len(settled) == len(expected)
