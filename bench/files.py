"""Files that come in: rows a second, checked and matched, and the memory that a large one takes."""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from bench.figures import Figure
from bench.houses import Bench, environment_of
from crm.bulk.commands import Asked, import_file
from crm.core.db import db
from crm.core.installing import DATA
from crm.institutions.models import Institution

PEOPLE = {"large": 100_000, "small": 20_000}
SYLLABLES = ("wi", "ra", "ta", "ni", "su", "ba", "ki", "la", "mo", "pe")
GOAL = "at least 5,000"


def imports(bench: Bench) -> list[Figure]:
    """Rows a second of the real register, read, matched and written; then recognised again."""
    figures, floor = [], _plain_inserts(bench)
    with bench.app.app_context():
        import_file("parent-bodies", DATA / "health_offices_id.csv", Asked())
        for name in ("import, new", "import, known already"):
            began, before = time.perf_counter(), time.process_time()
            report = import_file("institutions", DATA / "puskesmas_id.csv", Asked())
            took, computed = time.perf_counter() - began, time.process_time() - before
            rows = report.as_json()["rows"]
            figures.append(
                Figure(
                    name=name,
                    value=rows / took,
                    unit="rows/s",
                    floor=floor,
                    goal=GOAL,
                    note=f"{rows:,} rows in {took:.1f} s, of it computing here {computed:.1f} s",
                )
            )
    return [*figures, *_people(bench)]


def _people(bench: Bench) -> list[Figure]:
    """A long list of people, new and then known, each time by the command in its own process."""
    file = bench.folder / "people.csv"
    _write_people(file, PEOPLE[bench.size])
    return [_by_command(bench, file, name) for name in ("people, new", "people, known already")]


def _by_command(bench: Bench, file: Path, name: str) -> Figure:
    command = [sys.executable, "-m", "crm.cli", "import", "people", str(file), "--json"]
    answers = bench.folder / "answer.json"
    began = time.perf_counter()
    with answers.open("w") as out:
        child = subprocess.Popen(command, env=environment_of(bench), stdout=out)
        _pid, _status, used = os.wait4(child.pid, 0)
    took, told = time.perf_counter() - began, json.loads(answers.read_text())
    return Figure(
        name=f"import, {name}",
        value=told["rows"] / took,
        unit="rows/s",
        goal=f"{GOAL}; 100,000 rows under 300 MB",
        note=f"{told['rows']:,} rows, {told['accepted']:,} new, {used.ru_maxrss / 1024:.0f} MB",
    )


def _write_people(file: Path, count: int) -> None:
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["nama", "email", "telepon", "jabatan"])
        rows.writerows(_person(number) for number in range(count))


def _person(number: int) -> tuple[str, str, str, str]:
    """Names of three invented words, like none of the others in the file."""
    figures = f"{number:06d}"
    word = "".join(SYLLABLES[int(one)] for one in figures)
    name = f"{word[:4]} {word[4:8]} {word[8:]}".title()
    return name, f"{figures}@ukur.id", f"0812{number + 30_000_000}", "Pustakawan"


def _plain_inserts(bench: Bench) -> float:
    """Rows a second that the driver alone inserts into the same table."""
    with bench.app.app_context():
        row = db.session.execute(sa.select(Institution.__table__).limit(1)).mappings().first()
        assert row is not None
        rows = [{**row, "id": 10_000_000 + n, "code": f"U{n}", "npp": None} for n in range(5_000)]
        db.session.rollback()
        with db.engine.connect() as connection:
            began = time.perf_counter()
            connection.execute(sa.insert(Institution), rows)
            took = time.perf_counter() - began
            connection.rollback()
    return len(rows) / took
