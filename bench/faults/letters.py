"""F1 and F2: workers are killed while letters are owed."""

import json
import subprocess
import sys

from bench.faults.findings import Finding
from bench.houses import Bench
from crm.core.db import db
from tests.reminders.sinks import Sink

FULL = (10_000, 50, 4)
SHORT = (1_000, 20, 2)
"""Letters, kills, workers."""


def kill_workers(bench: Bench, *, short: bool) -> Finding:
    """Letters into a mail server; what is lost, what came twice, what the rows know of it."""
    letters, kills, workers = SHORT if short else FULL
    with Sink(bench.folder / "sink.log", "plain") as sink:
        found = _killed(bench, sink.port, (letters, kills, workers))
    met = found["lost"] == found["unlike"] == 0 and found["copies"] <= found["ambiguous"] <= kills
    goal = "lost 0; copies at most ambiguous at most kills, each like its first to the byte"
    return Finding("F1", bench.database, goal, met, found)


def kill_workers_of_a_folder(bench: Bench, *, short: bool) -> Finding:
    """Letters into a folder that knows each by its name."""
    found = _killed(bench, 0, SHORT if short else FULL)
    met = found["lost"] == found["copies"] == 0
    return Finding("F2", bench.database, "lost 0, copies 0", met, found)


def _killed(bench: Bench, port: int, sizes: tuple[int, int, int]) -> dict[str, int]:
    with bench.app.app_context():
        db.session.remove()
        db.engine.dispose()
    command = [sys.executable, "-m", "tests.reminders.killing", bench.config.database_url]
    letters, kills, workers = map(str, sizes)
    words = [str(bench.folder / "sink.log"), str(port), letters, kills, workers]
    told = subprocess.run([*command, *words], capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(told.stdout)
    return {**found, "workers": sizes[2]}
