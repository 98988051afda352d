"""F5 and F6: what was acknowledged is there, whatever was killed."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import sqlalchemy as sa

from bench.faults.findings import Finding
from bench.houses import Asker, Bench, served
from bench.pages import signed_in
from crm.accounts.models import User
from crm.audit.models import AuditEntry
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution, InstitutionType
from crm.permissions import Role
from tests.pages import token_on

WRITERS = 3
FULL_KILLS, SHORT_KILLS = 200, 20
FULL_RESTARTS, SHORT_RESTARTS = 20, 3
PER_SECOND = 20
RECOVERY_S = 10.0


def kill_writers(bench: Bench, *, short: bool) -> Finding:
    """Three writers on one database; each kill takes one of them in the middle of something."""
    kills, log = (SHORT_KILLS if short else FULL_KILLS), bench.folder / "acknowledged"
    with bench.app.app_context():
        db.session.remove()
        db.engine.dispose()
    writers = [_new_writer(bench, log) for _ in range(WRITERS)]
    for _ in range(kills):
        time.sleep(random.uniform(0.02, 0.2))
        _end(writers.pop(0))
        writers.append(_new_writer(bench, log))
    time.sleep(1)
    for writer in writers:
        _end(writer)
    figures = {"kills": kills, **_kept(bench, log)}
    met = figures["lost"] == figures["without trail"] == 0 and figures["broken"] == "no"
    goal = "acknowledged and lost 0, each with its trail, the file whole"
    return Finding("F5", bench.database, goal, met, figures)


def _new_writer(bench: Bench, log: Path) -> int:
    """Fork one that registers institutions, and notes each when it was told that it is kept."""
    child = os.fork()
    if child:
        return child
    with bench.app.app_context(), log.open("ab", buffering=0) as file:
        while True:
            name = f"Saksi {os.getpid()} {time.monotonic_ns()}"
            with unit_of_work():
                db.session.add(
                    Institution.register(by=SYSTEM, name=name, type=InstitutionType.OTHER)
                )
            file.write(f"{name}\n".encode())


def _end(writer: int) -> None:
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)


def _kept(bench: Bench, log: Path) -> dict[str, float | int | str]:
    acknowledged = set(log.read_text().splitlines()) if log.exists() else set()
    with bench.app.app_context():
        names = set(db.session.scalars(sa.select(Institution.name)))
        trail = db.session.scalar(
            sa.select(sa.func.count(AuditEntry.id)).where(
                AuditEntry.fact == "InstitutionRegistered"
            )
        )
        faults = _broken(bench)
    return {
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged - names),
        "without trail": abs(len(names) - (trail or 0)),
        "broken": faults or "no",
    }


def _broken(bench: Bench) -> str:
    if bench.database != "sqlite":
        return ""
    whole = db.session.execute(sa.text("PRAGMA integrity_check")).scalars().all()
    foreign = db.session.execute(sa.text("PRAGMA foreign_key_check")).all()
    return "" if whole == ["ok"] and not foreign else f"{whole[:3]} {foreign[:3]}"


def restart_the_server(bench: Bench, *, short: bool) -> Finding:
    """PostgreSQL crashes again and again under requests; nobody is answered 500."""
    if bench.server is None:
        return Finding("F6", bench.database, "is about a database server", met=True)
    restarts = SHORT_RESTARTS if short else FULL_RESTARTS
    with bench.app.app_context(), unit_of_work():
        db.session.add(
            User(
                email="ukur@jpk.example", name="Sari Wulandari", role=Role.SECRETARIAT,
                created_at=clock.now(), epoch=1,
            )
        )  # fmt: skip
    with served(bench) as server:
        visitor = Visitor(server.port, signed_in(bench))
        visitor.start()
        waits = [_crash(bench, visitor) for _ in range(restarts)]
        visitor.leave()
    with bench.app.app_context():
        db.engine.dispose()
        names = set(db.session.scalars(sa.select(Institution.name)))
    bad = {status: n for status, n in visitor.statuses.items() if status not in {200, 303, 503}}
    lost, slowest = len(visitor.kept - names), max(waits)
    figures: dict[str, float | int | str] = {
        "restarts": restarts,
        "answers": str(dict(sorted(visitor.statuses.items()))),
        "acknowledged": len(visitor.kept),
        "lost": lost,
        "slowest recovery s": round(slowest, 1),
    }
    met = not bad and lost == 0 and slowest <= RECOVERY_S
    goal = "acknowledged and lost 0, only 503 beside success, recovery within 10 s"
    return Finding("F6", bench.database, goal, met, figures)


def _crash(bench: Bench, visitor: "Visitor") -> float:
    assert bench.server is not None
    time.sleep(random.uniform(1, 2))
    bench.server.halt(at_once=True)
    time.sleep(random.uniform(0.2, 1))
    bench.server.start()
    began, good = time.monotonic(), visitor.good
    while visitor.good == good and time.monotonic() - began < RECOVERY_S * 3:
        time.sleep(0.05)
    return time.monotonic() - began


class Visitor:
    """Somebody who reads and writes twenty times a second and remembers every answer."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.client = Asker(port, cookies)
        self.token = token_on(self.client.read("/institutions/new"))
        self.statuses: Counter[int] = Counter()
        self.kept: set[str] = set()
        self.good = 0
        self._stop = Event()
        self._thread = Thread(target=self._visit)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def leave(self) -> None:
        """End after the answer that is awaited."""
        self._stop.set()
        self._thread.join()

    def _visit(self) -> None:
        number = 0
        while not self._stop.wait(1 / PER_SECOND):
            number += 1
            name = f"Saksi {number}"
            form = {"csrf_token": self.token, "name": name, "type": "other", "state": "none"}
            words = urlencode(form) if number % 2 else None
            status = self.client.status("/institutions", words)
            self.statuses[status] += 1
            self.good += status in {200, 303}
            if words and status == 303:
                self.kept.add(name)
