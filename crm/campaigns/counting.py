"""Counting scans: held in memory, written each second or every 200 on a short connection.

A scan is a person's GET of a tracked link. Nothing of who it was is kept: a salted digest tells
the visitors of one link and day apart and is forgotten the next day (`ScanVisitor`). More than
100 in a minute from one network are not counted, over all processes together. A kill may lose
what the last second held (reliability D1).
"""

import atexit
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from crm.campaigns.models import ScanDay, ScanVisitor, TrackedLink
from crm.campaigns.visitors import (
    is_ahead_of_time,
    is_machine,
    network_digest,
    visitor_digest,
)
from crm.core import clock
from crm.core.rates import RateBucket
from crm.core.tokens import derived_secret
from crm.core.traces import beside

log = logging.getLogger(__name__)
EVERY_SECONDS = 1.0
EVERY_SCANS = 200
MOST_HELD = 20_000
MOST_AT_ONCE = 2_000
MOST_A_MINUTE = 100
MINUTE = 60
BUCKET = "scan|"
EXTENSION = "mitra.scans"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan as it waits to be written."""

    link_id: int
    day: date
    visitor: str
    network: str
    minute: int

    @property
    def bucket(self) -> tuple[str, int]:
        """The minute of the network that it came from, as the rate limits keep it."""
        return f"{BUCKET}{self.network}", self.minute * MINUTE


class ScanCounter:
    """The scans that one process holds, and the thread that writes them down."""

    def __init__(self, app: Flask, *, alone: bool) -> None:
        """Hold nothing yet; `alone` leaves the writing to whoever calls `flush`."""
        self._app = app
        self._zone = ZoneInfo(app.config["MITRA"].timezone)
        self._alone = alone
        self._held: list[Scan] = []
        self._news = threading.Condition()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._salt: tuple[date | None, bytes] = (None, b"")
        self._minute: tuple[int, Counter[str]] = (0, Counter())
        self._forgotten: date | None = None

    def see(self, link_id: int, environ: Mapping[str, Any]) -> None:
        """Hold the scan of a request, unless its network floods us."""
        now = clock.now()
        day = now.astimezone(self._zone).date()
        address = environ.get("REMOTE_ADDR")
        network = network_digest(self.salt(day), address)
        self.hold(
            Scan(
                link_id,
                day,
                visitor_digest(
                    self.salt(day),
                    link_id=link_id,
                    network=network,
                    browser=environ.get("HTTP_USER_AGENT", ""),
                ),
                network,
                int(now.timestamp()) // MINUTE,
            )
        )

    def salt(self, day: date) -> bytes:
        """The secret of a day; another day has another."""
        if self._salt[0] != day:
            key = str(self._app.config["SECRET_KEY"])
            secret = derived_secret("scan", day.isoformat(), key=key)
            self._salt = (day, secret.encode()[:64])
        return self._salt[1]

    def hold(self, scan: Scan) -> None:
        """Keep a scan until it is written; a flood, and what no memory is left for, is dropped."""
        with self._news:
            if self._is_flood(scan) or len(self._held) >= MOST_HELD:
                return
            self._held.append(scan)
            if len(self._held) in {1, EVERY_SCANS}:
                self._news.notify()
        if not self._alone and (self._thread is None or not self._thread.is_alive()):
            self._start()

    def _is_flood(self, scan: Scan) -> bool:
        """Tell whether this process alone has seen enough of a network in this minute."""
        if self._minute[0] != scan.minute:
            self._minute = (scan.minute, Counter())
        seen = self._minute[1]
        seen[scan.network] += 1
        return seen[scan.network] > MOST_A_MINUTE

    def flush(self) -> int:
        """Write down what is held now; say how many scans were counted."""
        with self._writing:
            with self._news:
                scans, self._held = self._held[:MOST_AT_ONCE], self._held[MOST_AT_ONCE:]
            if not scans:
                return 0
            try:
                return self._write(scans)
            except SQLAlchemyError:
                log.warning("Scans could not be written yet.", exc_info=True)
                with self._news:
                    self._held = [*scans, *self._held][:MOST_HELD]
                return 0

    def _start(self) -> None:
        with self._news:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="scans", daemon=True)
                self._thread.start()
                atexit.register(self.flush)

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: bool(self._held))
                self._news.wait_for(lambda: len(self._held) >= EVERY_SCANS, EVERY_SECONDS)
            if not self.flush():
                time.sleep(EVERY_SECONDS)

    def _write(self, scans: list[Scan]) -> int:
        with self._app.app_context(), beside() as connection:
            counted = _within_limit(connection, _of_known_links(connection, scans))
            visitors = _new_visitors(connection, counted)
            _add_up(connection, counted, visitors)
            self._forget(connection, max(scan.day for scan in scans))
            return len(counted)

    def _forget(self, connection: sa.Connection, today: date) -> None:
        if self._forgotten == today:
            return
        yesterday = int((clock.now() - timedelta(days=1)).timestamp())
        minutes = RateBucket.key.startswith(BUCKET), RateBucket.window < yesterday
        connection.execute(sa.delete(ScanVisitor).where(ScanVisitor.day < today))
        connection.execute(sa.delete(RateBucket).where(*minutes))
        self._forgotten = today


def counter_of(app: Flask) -> ScanCounter:
    """The counter of this process; in tests it writes only when asked."""
    found: ScanCounter | None = app.extensions.get(EXTENSION)
    if found is None:
        own: Flask = getattr(app, "_get_current_object", lambda: app)()
        found = own.extensions.setdefault(EXTENSION, ScanCounter(own, alone=own.testing))
    return found


def note_scan(app: Flask, link_id: int, environ: Mapping[str, Any]) -> None:
    """Count a request, if a person follows the link."""
    if is_by_person(environ):
        counter_of(app).see(link_id, environ)


def flush_now(app: Flask) -> int:
    """Write down what this process holds; say how many scans were counted."""
    return counter_of(app).flush()


def is_by_person(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request is a person's: a GET, by a browser, because someone chose it."""
    if environ["REQUEST_METHOD"] != "GET" or is_machine(environ.get("HTTP_USER_AGENT", "")):
        return False
    purpose = environ.get("HTTP_SEC_PURPOSE") or environ.get("HTTP_PURPOSE", "")
    return not is_ahead_of_time(purpose)


def _of_known_links(connection: sa.Connection, scans: list[Scan]) -> list[Scan]:
    """Leave out links that were removed since."""
    wanted = {scan.link_id for scan in scans}
    known = set(connection.scalars(sa.select(TrackedLink.id).where(TrackedLink.id.in_(wanted))))
    return [scan for scan in scans if scan.link_id in known]


def _within_limit(connection: sa.Connection, scans: list[Scan]) -> list[Scan]:
    """At most 100 a minute from one network, whichever process saw them (reliability D9)."""
    if not scans:
        return []
    asked = Counter(scan.bucket for scan in scans)
    rows = [
        {"key": key, "window": window, "used": used}
        for (key, window), used in sorted(asked.items())
    ]
    statement = _upsert(connection, RateBucket, rows, adding=["used"])
    table = RateBucket.__table__.c
    left = {
        (key, window): max(0, MOST_A_MINUTE - (used - asked[key, window]))
        for key, window, used in connection.execute(
            statement.returning(table.key, table.window, table.used)
        )
    }
    return [scan for scan in scans if _take(left, scan.bucket)]


def _take(left: dict[tuple[str, int], int], bucket: tuple[str, int]) -> bool:
    left[bucket] -= 1
    return left[bucket] >= 0


def _new_visitors(connection: sa.Connection, scans: Iterable[Scan]) -> Counter[tuple[int, date]]:
    """How many visitors each link had that it did not have before on that day."""
    seen = sorted({(scan.link_id, scan.day, scan.visitor) for scan in scans})
    if not seen:
        return Counter()
    rows = [dict(zip(("link_id", "day", "digest"), row, strict=True)) for row in seen]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    table = ScanVisitor.__table__.c
    added = connection.execute(
        insert(ScanVisitor)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(table.link_id, table.day)
    )
    return Counter((link_id, day) for link_id, day in added)


def _add_up(
    connection: sa.Connection, scans: Iterable[Scan], visitors: Counter[tuple[int, date]]
) -> None:
    hits = Counter((scan.link_id, scan.day) for scan in scans)
    rows = [
        {"link_id": link_id, "day": day, "hits": many, "visitors": visitors[link_id, day]}
        for (link_id, day), many in sorted(hits.items())
    ]
    if rows:
        connection.execute(_upsert(connection, ScanDay, rows, adding=["hits", "visitors"]))


def _upsert(
    connection: sa.Connection,
    model: type[ScanDay | RateBucket],
    rows: list[dict[str, object]],
    *,
    adding: list[str],
) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(model).values(rows)
    table = model.__table__
    sums = {name: table.c[name] + statement.excluded[name] for name in adding}
    keys = [column.name for column in table.primary_key]
    return statement.on_conflict_do_update(index_elements=keys, set_=sums)
