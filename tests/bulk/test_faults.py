"""Import under bad luck: killed at any moment, two people at once, somebody faster by hand."""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.bulk import commands
from crm.bulk.commands import Asked, import_file
from crm.bulk.importing import Checked
from crm.bulk.outcomes import Report
from crm.core.db import db
from crm.core.transactions import commit
from crm.people.models import Person
from tests.factories.register import make_person

pytestmark = pytest.mark.both_engines

KILLS = 10
ROWS = 1500


def people(file: Path, number: int, mark: str = "o") -> Path:
    lines = (f"Orang {mark} {n},{mark}{n}@contoh.id,jabatan {n}" for n in range(number))
    file.write_text("\n".join(["nama,email,jabatan", *lines]))
    return file


def how_many(mark: str) -> int:
    db.session.rollback()
    like = Person.email.like(f"{mark}%@contoh.id")
    return db.session.scalars(sa.select(sa.func.count(Person.id)).where(like)).one()


def killed_after(seconds: float | None, work: Callable[[], object]) -> None:
    """Do the work in a copy of this process and kill that without a warning, or let it be."""
    child = os.fork()
    if not child:
        db.engine.dispose(close=False)
        db.session.registry.clear()
        work()
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
def test_killed_at_any_moment_all_or_nothing_is_there(app: Flask, tmp_path: Path) -> None:
    begun = time.monotonic()
    import_file("people", people(tmp_path / "x.csv", ROWS), Asked())
    usual = time.monotonic() - begun
    db.session.remove()
    db.engine.dispose()
    seen = set()

    for kill in range(KILLS + 1):
        mark = f"{chr(97 + kill)}-"
        file = people(tmp_path / f"{mark}.csv", ROWS, mark)
        moment = random.uniform(0.05, usual * 1.5) if kill < KILLS else None
        killed_after(moment, partial(import_file, "people", file, Asked()))
        found = how_many(mark)
        seen.add(found)
        db.session.remove()
        db.engine.dispose()

        after = import_file("people", file, Asked())

        assert found in {0, ROWS}
        assert (after.accepted, after.duplicates) == (ROWS - found, found)
    assert seen == {0, ROWS}
    print(f"B22, F8: killed {KILLS} times: found {sorted(seen)} of {ROWS} rows, never a part")


def test_two_at_once_bring_in_one(app: Flask, tmp_path: Path) -> None:
    file, reports, together = people(tmp_path / "x.csv", 400), [], Barrier(2)

    def bring() -> None:
        with app.app_context():
            together.wait()
            reports.append(import_file("people", file, Asked()))
            db.session.remove()

    threads = [Thread(target=bring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(report.accepted for report in reports) == [0, 400]
    assert sorted(report.duplicates for report in reports) == [0, 400]
    assert how_many("o") == 400
    print(f"B24: two at once, {sorted(report.accepted for report in reports)} of 400 rows accepted")


def test_who_is_faster_by_hand_is_recognised(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = people(tmp_path / "x.csv", 3)
    once = commands._applied_once
    tries: list[int] = []

    def beaten(checked: Checked, asked: Asked) -> Report:
        """The first time somebody enters the same address after it was looked for."""
        tries.append(1)
        if len(tries) == 1:
            make_person(name="Orang o 1", email="o1@contoh.id")
            commit()
            raise sa.exc.IntegrityError("INSERT", {}, Exception("unique"))
        return once(checked, asked)

    monkeypatch.setattr(commands, "_applied_once", beaten)

    report = import_file("people", file, Asked())

    assert (report.accepted, report.updated) == (2, 1)
    assert how_many("o") == 3
