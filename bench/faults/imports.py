"""F8: an import that is killed at any moment has brought in everything or nothing."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from bench.faults.findings import Finding
from bench.houses import Bench
from crm.bulk.commands import Asked, import_file
from crm.core.db import db
from crm.people.models import Person

ROWS = 10_000
FULL_KILLS, SHORT_KILLS = 100, 10
BEYOND = 1.3
"""The latest kill comes when an import is usually over: that one shall be there."""


def kill_imports(bench: Bench, *, short: bool) -> Finding:
    """Kill the import of a list again and again; once in, it comes again and adds nothing."""
    kills = SHORT_KILLS if short else FULL_KILLS
    with bench.app.app_context():
        began = time.monotonic()
        import_file("people", _people(bench, "0"), Asked())
        usual = time.monotonic() - began
        found: Counter[str] = Counter()
        mark = 1
        for _ in range(kills):
            file = _people(bench, str(mark))
            _killed_within(usual * BEYOND, file)
            here = _how_many(str(mark))
            found["parts"] += here not in {0, ROWS}
            found["nothing"] += here == 0
            found["everything"] += here == ROWS
            if here:
                found["added again"] += import_file("people", file, Asked()).accepted
                mark += 1
    figures = {"kills": kills, "rows": ROWS, **found}
    met = found["parts"] == found["added again"] == 0 and found["nothing"] + found["everything"] > 0
    return Finding("F8", bench.database, f"0 or {ROWS:,} rows; again adds 0", met, figures)


def _people(bench: Bench, mark: str) -> Path:
    file = bench.folder / f"people-{mark}.csv"
    if not file.exists():
        lines = (f"Orang {mark} {n},u{mark}-{n}@contoh.id" for n in range(ROWS))
        file.write_text("\n".join(["nama,email", *lines]))
    return file


def _killed_within(seconds: float, file: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if not child:
        import_file("people", file, Asked())
        os._exit(0)
    time.sleep(random.uniform(0, seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _how_many(mark: str) -> int:
    db.session.remove()
    like = Person.email.like(f"u{mark}-%@contoh.id")
    return db.session.scalars(sa.select(sa.func.count(Person.id)).where(like)).one()
