"""A worker process: it ticks, delivers and does long work; told to stop, it leaves nothing held."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.jobs.models import Job, JobState
from crm.jobs.queueing import queue
from crm.reminders.commands import outbox_stats, preview
from crm.reminders.models import Message, MessageState, Tick
from crm.reminders.scheduler import tick
from crm.reminders.sending import deliver
from crm.reminders.watch import Watch
from crm.reminders.worker import Crew
from tests.factories.reminders import Shelf, make_letter, make_occasion, make_recipient, utc
from tests.houses import House
from tests.reminders.sinks import Sink

pytestmark = pytest.mark.both_engines

WORKER = """
import sys
from pathlib import Path
from crm.app import create_app
from crm.reminders.worker import work
from tests.houses import settings_of_a_test
from dataclasses import replace
settings = settings_of_a_test(Path(sys.argv[1]), sys.argv[2])
work(create_app(replace(settings, mail_url=sys.argv[3])))
"""


def eventually(asked: Callable[[], object], seconds: float = 20) -> bool:
    """Ask again and again until it is so."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = asked()
        db.session.rollback()
        if found:
            return True
        time.sleep(0.1)
    return False


def count(state: MessageState) -> int:
    found = db.session.scalar(sa.select(sa.func.count()).where(Message.state == state))
    return int(found or 0)


def test_a_crew_ticks_delivers_and_does_long_work(app: Flask, house: House) -> None:
    house.dirty = True
    before = app.extensions["mitra.jobs"]
    app.extensions["mitra.jobs"] = {"count": lambda _work: {"url": "/x"}}
    make_letter()
    queue("count", {})
    commit()
    crew = Crew(app)
    crew.start()
    try:
        assert eventually(lambda: count(MessageState.SENT) == 1)
        assert eventually(lambda: db.session.scalar(sa.select(Job.state)) is JobState.DONE)
        assert eventually(lambda: db.session.get(Tick, "") is not None)
    finally:
        crew.end()
        app.extensions["mitra.jobs"] = before
    assert not any(thread.is_alive() for thread in crew.threads)


@pytest.mark.slow
def test_told_to_stop_a_worker_holds_nothing_and_marks_nothing(
    app: Flask, house: House, tmp_path: Path
) -> None:
    house.dirty = True
    for _ in range(400):
        make_letter()
    commit()
    url = str(app.config["SQLALCHEMY_DATABASE_URI"])
    with Sink(tmp_path / "sink.log") as sink:
        worker = subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path), url, sink.url])
        assert eventually(lambda: count(MessageState.SENT) > 20)
        os.kill(worker.pid, signal.SIGTERM)
        assert worker.wait(30) == 0
        taken = sink.taken()
    db.session.expire_all()

    stats = outbox_stats()
    assert stats["claimed"] == stats["transmitting"] == stats["ambiguous"] == 0
    assert stats["sent"] == len(taken) == sum(taken.values())
    assert stats["sent"] + stats["queued"] == 400


def test_the_figures_of_the_outbox(app: Flask) -> None:
    since = clock.now() - timedelta(hours=2)
    make_letter(created_at=since)
    make_letter(state=MessageState.SENT, ambiguous=1)
    make_letter(state=MessageState.DEAD)

    found = outbox_stats()

    assert json.loads(json.dumps(found)) == found
    assert (found["queued"], found["sent"], found["dead"], found["ambiguous"]) == (1, 1, 1, 1)
    assert (found["claimed"], found["transmitting"], found["cancelled"]) == (0, 0, 0)
    assert found["oldest_owed"] == since.isoformat()


def test_an_empty_outbox_has_no_oldest_letter(app: Flask) -> None:
    assert outbox_stats()["oldest_owed"] is None


def test_the_preview_lists_the_planned_and_the_skipped(shelf: Shelf) -> None:
    people = (make_recipient(email="a@contoh.example"), make_recipient(email="", name="Kenanga"))
    shelf.held = [make_occasion(on=date(2027, 4, 30), subject_id=17, recipients=people)]

    found = preview(date(2027, 4, 20), date(2027, 4, 25))

    assert {(line["recipient"], line["state"]) for line in found} == {
        ("Kenanga", "skipped"),
        ("a@contoh.example", "planned"),
    }
    assert {(line["rule"], line["object"]) for line in found} == {("R03", "meeting:17")}
    assert {line["at"] for line in found} == {"2027-04-23T01:00:00+00:00"}
    assert {line["channel"] for line in found} == {"email"}
    assert {line["reason"] for line in found} == {"", "Tidak ada alamat e-mail"}
    assert preview(date(2027, 5, 1), date(2027, 5, 9)) == []


def test_a_round_by_hand_plans_and_delivers(shelf: Shelf) -> None:
    shelf.held = [make_occasion(on=date(2027, 4, 30))]
    tick(utc("2027-04-22T05:00"))

    assert tick(utc("2027-04-23T01:00")) == 1
    assert deliver().sent == 1


def test_a_leap_of_the_clock_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    watch, now = Watch(), utc("2027-04-22T05:00")
    watch.look(now, 100.0)
    watch.look(now + timedelta(seconds=30), 130.0)
    assert caplog.records == []

    assert watch.look(now + timedelta(hours=2), 131.0) == now + timedelta(hours=2)
    assert "leapt" in caplog.text
