"""A worker: the ticker, the postman, and whatever other chores `wiring` lists, side by side.

Any number of workers may run, each with any number of siblings: the rows decide who does what.
"""

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy.exc import OperationalError

from crm.core.addresses import configuration
from crm.core.mail import transport_for
from crm.reminders.scheduler import scheduler_of, tick_safely
from crm.reminders.sending import Postman

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)
ROUND_OF = 500
"""After so many letters a postman looks up: at the settings, at other lanes, at the hour."""
IDLE_S = 1.0
FAILED_S = (2.0, 5.0, 15.0, 30.0)
SHUTDOWN_S = 30.0
Chore = Callable[[Event], int]


@dataclass
class Crew:
    """The threads of one worker process; start them after a fork."""

    app: Flask
    stop: Event = field(default_factory=Event)
    threads: list[Thread] = field(default_factory=list)
    scheduler: "BackgroundScheduler | None" = None

    def start(self) -> None:
        """Begin to tick, to deliver and to do the other chores."""
        self.scheduler = scheduler_of(self.app)
        self.scheduler.start()
        chores: list[Chore] = [_first_tick, _deliver_with(self.app)]
        chores += self.app.extensions["mitra.chores"]
        self.threads = [
            Thread(target=_loop, args=(self.app, chore, self.stop), daemon=True) for chore in chores
        ]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Stop claiming, finish what is in hand within 30 seconds, put the rest back."""
        self.stop.set()
        if self.scheduler is not None:
            self.scheduler.shutdown(wait=False)
        for thread in self.threads:
            thread.join(SHUTDOWN_S)


def work(app: Flask) -> None:
    """Run a crew until SIGTERM or SIGINT: `mitra worker`."""
    crew = Crew(app)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda _number, _frame: crew.stop.set())
    crew.start()
    crew.stop.wait()
    crew.end()


def _loop(app: Flask, chore: Chore, stop: Event) -> None:
    """Do a chore again and again: at once while there is something to do, else after a rest."""
    failures = 0
    while not stop.is_set():
        try:
            with app.app_context():
                done = chore(stop)
        except OperationalError:
            log.warning("The database is away; trying again.", exc_info=failures == 0)
            done, failures = 0, failures + 1
        except Exception:
            log.exception("A chore failed: %s", chore)
            done, failures = 0, failures + 1
        else:
            failures = 0
        if not done:
            stop.wait(FAILED_S[min(failures, len(FAILED_S)) - 1] if failures else IDLE_S)


def _first_tick(stop: Event) -> int:
    """Do not make the first letters wait for the first interval."""
    tick_safely()
    stop.wait()
    return 0


def _deliver_with(app: Flask) -> Chore:
    with app.app_context():
        transport = transport_for(configuration())
    if transport is None:
        log.warning("MAIL_URL is not set: letters stay owed.")
        return _wait

    postman = Postman(transport)

    def deliver(stop: Event) -> int:
        postman.stop = stop
        tally = postman.deliver(ROUND_OF)
        if tally.unreachable:
            stop.wait(FAILED_S[2])
        elif not tally.moved:
            transport.close()
        return tally.moved

    return deliver


def _wait(stop: Event) -> int:
    stop.wait()
    return 0
