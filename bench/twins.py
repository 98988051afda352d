"""The scan for duplicates among all people of the house, a twentieth of them there twice."""

import time

import sqlalchemy as sa

from bench.figures import Figure
from bench.houses import Bench
from crm.core import clock
from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.duplicates.kinds import KINDS
from crm.duplicates.models import MatchKey
from crm.duplicates.scanning import scan
from crm.people.models import Person

EACH = 20
ALL = 100_000
BATCH = 5_000


def duplicates(bench: Bench) -> list[Figure]:
    """Seconds for a first scan, keys and all, and for one more; the floor reads the people once."""
    kind = KINDS["person"]
    with bench.app.app_context():
        _enter_twins()
        with unit_of_work():
            db.session.execute(sa.delete(MatchKey))
        began = time.perf_counter()
        with db.engine.connect() as connection:
            columns = sa.select(Person.id, Person.name, Person.phone)
            people = len(connection.execute(columns).all())
        floor = time.perf_counter() - began
        figures = []
        for name in ("duplicates, first scan", "duplicates, again"):
            began, before = time.perf_counter(), time.process_time()
            found = scan(kind)
            took, computed = time.perf_counter() - began, time.process_time() - before
            note = f"{found:,} pairs among {people:,} people, computing here {computed:.1f} s"
            goal = "at most 60" if people >= ALL else ""
            figures.append(
                Figure(name=name, value=took, unit="s", floor=floor, goal=goal, note=note)
            )
    return figures


def _enter_twins() -> None:
    """Every twentieth person once more, titled and without an e-mail; as many mere namesakes."""
    columns = (Person.id, Person.name, Person.phone)
    rows = db.session.execute(sa.select(*columns).where(Person.id % EACH == 0)).all()
    twins = [_row(f"dr. {row.name}, M.Kes.", row.phone) for row in rows]
    namesakes = [_row(row.name.rpartition(" ")[0], "") for row in rows]
    both = twins + namesakes
    for begin in range(0, len(both), BATCH):
        with unit_of_work():
            db.session.execute(sa.insert(Person), both[begin : begin + BATCH])


def _row(name: str, phone: str) -> dict[str, object]:
    return {
        "name": name,
        "sort_name": name.casefold(),
        "phone": phone,
        "created_at": clock.now(),
        "extras": {},
    }
