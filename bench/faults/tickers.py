"""F3 and F21: many tickers, clocks that lie; what was owed is what the rules say, once each."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Thread

import sqlalchemy as sa

from bench.faults.findings import Finding
from bench.houses import Bench
from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.reminders.models import Message, Reminder, Rule
from crm.reminders.scheduler import tick
from crm.reminders.sources import DATE_MOVED, Occasion
from crm.reminders.terms import read_steps
from tests.factories.reminders import Shelf, make_occasion, utc

STEPS = ("H-7", "H-1")
SCHEDULERS = 6
KNOWN_BEFORE = 20
"""Days: a week before, moved ahead of the longest run of free days, is still to come."""
START = utc("2027-01-04T01:00")


def tick_side_by_side(bench: Bench, *, short: bool) -> Finding:
    """Six schedulers over ninety days, each stopped at random; against what one would owe."""
    days, shelf, chance = (30 if short else 90), _shelf(bench), random.Random(3)
    shelf.held = _occasions(40 if short else 200, days, START, chance)
    now, rounds = START, 0
    _tick_together(bench, [now])
    while now < START + timedelta(days=days + 1):
        now += timedelta(minutes=chance.choice([5, 60, 600, 1500]))
        awake = [one for one in range(SCHEDULERS) if chance.random() < 0.6]
        _tick_together(bench, [now + timedelta(seconds=chance.randrange(-90, 90)) for _ in awake])
        rounds += 1
    _tick_together(bench, [now])
    found = _compared(bench, shelf.held, {"schedulers": SCHEDULERS, "days": days, "rounds": rounds})
    return Finding("F3", bench.database, "difference 0, twice 0", *found)


def lie_about_the_clock(bench: Bench, *, short: bool) -> Finding:
    """One ticker whose clock jumps forward and back, trace after trace."""
    traces, shelf, chance = (8 if short else 200), _shelf(bench), random.Random(21)
    now, all_of_them = START, list[Occasion]()
    for _ in range(traces):
        shelf.held = _occasions(3, 40, now, chance)
        all_of_them += shelf.held
        end = now + timedelta(days=45)
        while now < end:
            _tick_together(bench, [now])
            now += timedelta(minutes=chance.choice([1, 600, 3000, 9000, -120, -1440]))
        _tick_together(bench, [now])
    found = _compared(bench, all_of_them, {"traces": traces})
    return Finding("F21", bench.database, "difference 0, twice 0", *found)


def _shelf(bench: Bench) -> Shelf:
    shelf = Shelf()
    bench.app.extensions["mitra.sources"] = (DATE_MOVED, shelf.source)
    with bench.app.app_context(), unit_of_work():
        rule = db.session.scalars(sa.select(Rule).where(Rule.code == "R03")).one()
        rule.steps, rule.channels = [s.as_row() for s in read_steps(", ".join(STEPS))], ["email"]
    return shelf


def _occasions(count: int, days: int, now: datetime, chance: random.Random) -> list[Occasion]:
    first = now.date() + timedelta(days=KNOWN_BEFORE)
    return [
        make_occasion(on=first + timedelta(days=chance.randrange(days - KNOWN_BEFORE)))
        for _ in range(count)
    ]


def _tick_together(bench: Bench, moments: list[datetime]) -> None:
    def run(now: datetime) -> None:
        with bench.app.app_context():
            tick(now)
            db.session.remove()

    threads = [Thread(target=run, args=(now,)) for now in moments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _compared(
    bench: Bench, held: Sequence[Occasion], told: dict[str, float | int | str]
) -> tuple[bool, dict[str, float | int | str]]:
    """The settled reminders and their letters, against every step of every occasion."""
    wanted = {(one.subject_id, step) for one in held for step in STEPS}
    with bench.app.app_context():
        settled = sa.select(Reminder.subject_id, Reminder.step).where(
            Reminder.settled_at.is_not(None)
        )
        rows = [(row.subject_id, row.step) for row in db.session.execute(settled)]
        letters = db.session.scalar(sa.select(sa.func.count(Message.id))) or 0
    difference, twice = len(wanted ^ set(rows)), len(rows) - len(set(rows))
    told |= {"wanted": len(wanted), "difference": difference, "twice": twice, "letters": letters}
    return difference == twice == 0, told
