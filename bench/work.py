"""Work that is not a page: reminders, letters, papers, and what a start costs."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from flask import render_template_string
from weasyprint import HTML

from bench.figures import Figure, median
from bench.houses import (
    Asker,
    Bench,
    Served,
    await_port,
    environment_of,
    free_port,
)
from crm.core.db import db
from crm.core.transactions import unit_of_work
from crm.documents.printing import print_paper, print_register
from crm.reminders.models import Message, MessageState, Rule
from crm.reminders.outbox import Addressee, Letter, owe
from crm.reminders.scheduler import tick
from crm.reminders.sources import DATE_MOVED
from crm.reminders.terms import read_steps
from tests.factories.reminders import Shelf, make_occasion, utc
from tests.reminders.sinks import Sink

ALL_AT_ONCE = {"large": 10_000, "small": 1_000}
LETTERS = {"large": 10_000, "small": 2_000}
REGISTER_ROWS = {"large": 10_000, "small": 1_500}
PART = 300


def reminders(bench: Bench) -> list[Figure]:
    """A full morning planned, and its letters delivered to a sink on this machine."""
    figures = [_planned(bench)]
    rates = {workers: _delivered(bench, workers) for workers in (1, 2)}
    goal = "at least 800 with 2 on PostgreSQL" if bench.database == "postgresql" else ""
    for workers, (rate, connections) in rates.items():
        note = f"{connections:.2f} connections for 100 letters"
        figures.append(
            Figure(
                name=f"letters delivered, {workers} worker{'s' * (workers > 1)}",
                value=rate,
                unit="per s",
                goal=goal if workers == 2 else "",
                note=note,
            )
        )
    return figures


def _planned(bench: Bench) -> Figure:
    """One tick that owes so many letters: planned, composed and written."""
    count, shelf = ALL_AT_ONCE[bench.size], Shelf()
    shelf.held = [make_occasion(on=date(2027, 4, 30)) for _ in range(count)]
    with bench.app.app_context():
        with unit_of_work():
            rule = db.session.scalars(sa.select(Rule).where(Rule.code == "R03")).one()
            rule.steps, rule.channels = [s.as_row() for s in read_steps("H-7")], ["email"]
        before = bench.app.extensions["mitra.sources"]
        bench.app.extensions["mitra.sources"] = (DATE_MOVED, shelf.source)
        tick(utc("2027-04-22T05:00"))
        began = time.perf_counter()
        went = tick(utc("2027-04-23T01:00"))
        took = time.perf_counter() - began
        bench.app.extensions["mitra.sources"] = before
        assert went == count, f"{went} of {count} reminders went."
    return Figure(
        name=f"reminders, {count:,} planned",
        value=took,
        unit="s",
        goal="at most 5 s for 10,000",
        note="planned, composed and owed",
    )


def _delivered(bench: Bench, workers: int) -> tuple[float, float]:
    """Letters a second by so many worker processes, and connections for a hundred letters."""
    count = LETTERS[bench.size]
    _owe_letters(bench, count, workers)
    with tempfile.TemporaryDirectory() as name, Sink(Path(name) / "log", "plain") as sink:
        environment = {**environment_of(bench), "MAIL_URL": sink.url}
        command = [sys.executable, "-m", "bench.sender"]
        hands = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
            for _ in range(workers)
        ]
        took = max(float(hand.communicate()[0]) for hand in hands)
        taken = sink.taken()
        connections = sink.log.read_text().count("CONNECTION")
    assert sum(taken.values()) == count, f"{sum(taken.values())} of {count} letters arrived."
    return count / took, connections * 100 / count


def _owe_letters(bench: Bench, count: int, salt: int) -> None:
    with bench.app.app_context(), unit_of_work():
        db.session.execute(
            sa.update(Message)
            .where(Message.state == MessageState.QUEUED)
            .values(state=MessageState.CANCELLED)
        )
        for start in range(0, count, 1_000):
            owe(
                [
                    Letter(
                        to=Addressee(email=f"orang{number}@contoh.example", name="Orang Contoh"),
                        key=f"bench:{salt}:{number}",
                        kind="bench",
                        subject=f"Surat {number}",
                        text="Isi surat.\n" * 12,
                        html="<p>Isi surat.</p>" * 12,
                    )
                    for number in range(start, start + 1_000)
                ]
            )


PAPER = """<!doctype html><html lang="id"><head><title>Ukur</title></head><body><main><h1>Ukur</h1>
{% for n in range(40) %}<p>Alinea {{ n }} dari surat yang panjangnya kira-kira dua halaman.</p>{% endfor %}
</main></body></html>"""
ROWS = """<!doctype html><html lang="id"><head><title>Ukur</title></head><body><table><thead><tr>
<th>No.</th><th>Nama</th><th>Kota</th></tr></thead><tbody>{% for n in rows %}<tr><td>{{ n }}</td>
<td>Perpustakaan Puspa Lentera {{ n }}</td><td>Makassar</td></tr>{% endfor %}</tbody></table></body></html>"""


def pdf(bench: Bench) -> list[Figure]:
    """A letter and a long register, and WeasyPrint alone on the same HTML."""
    with bench.app.app_context():
        return [_letter(), _register(REGISTER_ROWS[bench.size])]


def _letter() -> Figure:
    html = render_template_string(PAPER)
    print_paper(html)
    times = [_ms(lambda: print_paper(html)) for _ in range(5)]
    alone = [_ms(lambda: HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")) for _ in range(5)]
    return Figure(
        name="PDF of a letter",
        value=median(times),
        floor=median(alone[1:]),
        goal="ratio at most 1.2",
    )


def _register(rows: int) -> Figure:
    parts = [
        render_template_string(ROWS, rows=range(first, min(first + PART, rows)))
        for first in range(0, rows, PART)
    ]
    took = _ms(lambda: print_register(parts))
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    whole = render_template_string(ROWS, rows=range(rows))
    alone = subprocess.run(
        [sys.executable, "-c", ALONE], input=whole, capture_output=True, text=True, check=True
    )
    return Figure(
        name=f"PDF of {rows:,} rows",
        value=took,
        floor=float(alone.stdout),
        goal="ratio at most 0.75, 350 MB a process",
        note=f"largest process {largest:.0f} MB",
    )


ALONE = """import sys, time
from weasyprint import HTML
text = sys.stdin.read(); began = time.perf_counter()
HTML(string=text).write_pdf()
print((time.perf_counter() - began) * 1000)
"""


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def memory(bench: Bench) -> list[Figure]:
    """A start of `mitra serve`: until it answers, what it computes for that, what it then holds."""
    began = time.perf_counter()
    with _mitra_serve(bench) as server:
        client = Asker(server.port)
        client.get("/healthz")
        answers, computed = time.perf_counter() - began, server.cpu_ms / 1000
        client.get("/sign-in")
        time.sleep(2)
        held = server.resident_mb
    return [
        Figure(
            name="start until it answers",
            value=answers,
            unit="s",
            floor=_start_of_libraries(),
            goal="at most 2 s",
            note=f"computing {computed:.1f} s; the floor imports Flask and SQLAlchemy",
        ),
        Figure(name="memory of mitra serve", value=held, unit="MB", goal="at most 150"),
        _start_of("mitra --help", [str(Path(sys.executable).with_name("mitra")), "--help"]),
    ]


@contextmanager
def _mitra_serve(bench: Bench) -> Iterator[Served]:
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "crm.cli", "serve", "--port", str(port)],
        env=environment_of(bench),
        stderr=subprocess.DEVNULL,
    )
    try:
        await_port(port)
        yield Served(port, child.pid)
    finally:
        child.terminate()
        child.wait(60)


def _start_of(name: str, command: list[str]) -> Figure:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = _ms(lambda: subprocess.run(command, capture_output=True, check=True))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(
        name=name,
        value=took / 1000,
        unit="s",
        goal="at most 1 s",
        note=f"computing {computed:.2f} s",
    )


def _start_of_libraries() -> float:
    command = [sys.executable, "-c", "import flask, sqlalchemy.orm"]
    return _ms(lambda: subprocess.run(command, check=True, env=dict(os.environ))) / 1000
