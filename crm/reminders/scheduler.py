"""The tick: plan what is due since the last one, owe its letters, keep house (reliability D3).

The rows are the truth: any number of tickers, a tick that never came or a kill half-way change
when something happens, never whether.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, current_app

from crm.core.db import db
from crm.core.later import Later
from crm.core.transactions import retried, unit_of_work
from crm.reminders.forecast import Forecast, forecast
from crm.reminders.ledger import close, drop, fingerprint, foresee, tidy
from crm.reminders.models import ReminderState, Tick
from crm.reminders.owing import hand_over
from crm.reminders.planning import Planned
from crm.reminders.watch import the_hour

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

background = Later("apscheduler.schedulers.background")
memory = Later("apscheduler.jobstores.memory")

Thing = TypeVar("Thing")
log = logging.getLogger(__name__)
HORIZON = timedelta(days=14)
"""How far ahead the log shows what is to come."""
EVERY_S = 30
BATCH = 100
REST = 20
"""Looking ahead takes at most one part in so many of a ticker's time."""
WHOLE, AHEAD = "", "*"


def tick(now: datetime | None = None) -> int:
    """One round: settle what is due, look ahead, keep house; give how many reminders went."""
    began = time.monotonic()
    at = now or the_hour()
    looks_ahead = _may_look_ahead(at)
    found = forecast(at, at + HORIZON if looks_ahead else at)
    went = sum(_handed_over(batch, found, at) for batch in _batches(found.planned, at))
    _write_down(found, at)
    _mark(found, at, _ms_since(began), looks_ahead=looks_ahead)
    _keep_house()
    return went


def scheduler_of(app: Flask) -> "BackgroundScheduler":
    """A bare ticker for this process, not yet started; start it after a fork."""
    scheduler = background.BackgroundScheduler(
        timezone="UTC",
        jobstores={"default": memory.MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(_tick_of, "interval", (app,), seconds=EVERY_S, jitter=5, id="tick")
    return scheduler


def tick_safely() -> None:
    """One round that never breaks its thread."""
    try:
        tick()
    except Exception:
        log.exception("A round failed; the next one makes up for it.")


def _tick_of(app: Flask) -> None:
    with app.app_context():
        tick_safely()


def _may_look_ahead(at: datetime) -> bool:
    mark = db.session.get(Tick, AHEAD)
    if mark is None or mark.at > at:
        return True
    return at - mark.at >= timedelta(milliseconds=mark.took_ms * REST)


def _batches(planned: Iterable[Planned], at: datetime) -> Iterator[list[Planned]]:
    """Due reminders in parts of one transaction each; a person's digest stays together."""
    due = [one for one in planned if one.is_due(at)]
    gathered = sorted(
        (one for one in due if one.gathered), key=lambda one: (one.at, one.recipient.email)
    )
    alone = iter([one for one in due if not one.gathered])
    while batch := list(islice(alone, BATCH)):
        yield batch
    together: list[Planned] = []
    for one in gathered:
        if len(together) >= BATCH and one.recipient.email != together[-1].recipient.email:
            yield together
            together = []
        together.append(one)
    if together:
        yield together


def _handed_over(batch: Sequence[Planned], found: Forecast, at: datetime) -> int:
    """Hand a batch over; when something in it is broken, the rest of it still goes."""
    try:
        return retried(lambda: _in_one(batch, found, at))
    except (ValueError, TypeError, KeyError, ArithmeticError, LookupError) as error:
        log.exception("A reminder could not be written.")
        found.problems[batch[0].source] = f"{type(error).__name__}: {error}"
        if len(batch) == 1:
            return 0
        return sum(_handed_over([one], found, at) for one in batch)


def _in_one(batch: Sequence[Planned], found: Forecast, at: datetime) -> int:
    with unit_of_work():
        return hand_over(batch, found.scripts, at)


def _write_down(found: Forecast, at: datetime) -> None:
    """Bring the log of what is to come up to date: only what changed is written."""
    ahead = {one.key: one for one in found.planned if not one.is_due(at)}
    due = {one.key for one in found.planned if one.is_due(at)}
    changed = [
        one
        for key, one in ahead.items()
        if key not in found.pending or found.pending[key].fingerprint != fingerprint(one)
    ]
    gone = [
        waiting.id
        for key, waiting in found.pending.items()
        if key not in ahead and key not in due and _may_go(found, waiting.rule, waiting.fingerprint)
    ]
    for batch in _parts(sorted(changed, key=lambda one: one.key)):
        retried(partial(_unit, partial(foresee, batch)))
    for ids in _parts(gone):
        retried(partial(_unit, partial(drop, ids)))
    retried(partial(_unit, partial(close, at)))
    retried(partial(_unit, partial(tidy, at)))


def _may_go(found: Forecast, rule: str, row: tuple[object, ...]) -> bool:
    script = found.scripts.get(rule)
    failed = script is not None and script.terms.source in found.problems
    return not failed and row[1] is not ReminderState.CANCELLED


def _unit(work: Callable[[], None]) -> None:
    with unit_of_work():
        work()


def _mark(found: Forecast, at: datetime, took_ms: int, *, looks_ahead: bool) -> None:
    """Note up to when each source was planned; marks never go back."""
    whole = [WHOLE, *([AHEAD] if looks_ahead else [])]
    with unit_of_work():
        for source in [*found.asked, *whole]:
            mark = db.session.get(Tick, source) or Tick(source=source, at=at)
            db.session.add(mark)
            mark.problem = found.problems.get(source, "")
            mark.took_ms = took_ms
            if source not in found.problems:
                mark.at = max(mark.at, at)


def _keep_house() -> None:
    for chore in current_app.extensions["mitra.housekeeping"]:
        try:
            with unit_of_work():
                chore()
        except Exception:
            log.exception("Housekeeping failed: %s", chore)


def _parts(things: Sequence[Thing]) -> Iterator[list[Thing]]:
    return (list(things[at : at + BATCH]) for at in range(0, len(things), BATCH))


def _ms_since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
