"""The measures of `product.md` 4, each with its floor from the same run."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import render_template_string
from weasyprint import HTML

from bench.houses import Bench, ask, asker, process, served
from crm.accounts import session
from crm.accounts.models import User
from crm.bulk.commands import Asked, import_file
from crm.core.actors import SYSTEM
from crm.core.db import db, reading
from crm.core.installing import DATA
from crm.core.mail import transport_for
from crm.core.pages import encoded
from crm.core.transactions import commit, unit_of_work
from crm.documents.printing import print_paper
from crm.institutions.models import Institution, InstitutionType
from crm.reminders.outbox import Addressee, post
from crm.reminders.sending import Postman

ROUNDS = 25
CLIENTS = 8
LETTERS = 1_000


@dataclass(frozen=True)
class Figure:
    """One measured thing: what, how much, of what unit, and against which floor."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    statements: int | None = None

    @property
    def ratio(self) -> float | None:
        """How many times its floor."""
        return self.value / self.floor if self.floor else None

    def as_plain(self) -> dict[str, object]:
        """Give it as JSON takes it."""
        return {**asdict(self), "ratio": self.ratio}


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements of the block."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def _cookie(bench: Bench) -> str:
    with bench.app.app_context():
        user = db.session.scalars(sa.select(User)).one()
        secret = session.sign_in(user)
        commit()
        return f"{session.cookie_name()}={secret}"


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _statements(bench: Bench, cookie: str, path: str) -> int:
    name, value = cookie.split("=", 1)
    browser = bench.app.test_client()
    browser.set_cookie(name, value, domain="127.0.0.1")
    with bench.app.app_context(), counted() as found:
        browser.get(path, base_url=bench.config.base_url)
    return len(found)


def _pages(bench: Bench, pages: dict[str, str], floor: float) -> list[Figure]:
    cookie = _cookie(bench)
    figures = []
    with served(bench) as port:
        client = asker(port, cookie)
        for name, path in pages.items():
            times = [ask(client, path) for _ in range(ROUNDS)][3:]
            figures.append(
                Figure(name, _median(times), "ms", floor, _statements(bench, cookie, path))
            )
    return figures


def _floor(path: str = "/") -> float:
    with process(["-m", "bench.serving", "bare"]) as port:
        client = asker(port)
        return _median([ask(client, path) for _ in range(ROUNDS)][3:])


def list_pages(bench: Bench) -> list[Figure]:
    """The first page of a list, and one far behind it by key."""
    with bench.app.app_context(), reading():
        query = sa.select(Institution).order_by(Institution.sort_name, Institution.id)
        place = db.session.scalars(query.offset(1_900).limit(1)).one()
        from_key = encoded([place.sort_name, place.id])
    pages = {"list, page 1": "/institutions", "list, row 1,900": f"/institutions?after={from_key}"}
    return _pages(bench, pages, _floor())


def search(bench: Bench) -> list[Figure]:
    """A word, the same with a typing error, a code."""
    pages = {
        "search, a word": "/search?q=kenanga",
        "search, one typing error": "/search?q=kenagna",
        "search, a code": "/search?q=V000777",
    }
    return _pages(bench, pages, _floor())


def record(bench: Bench) -> list[Figure]:
    """A record with fifty people and two hundred lines of history, and one with hardly any."""
    pages = {"record, 50 people": "/institutions/1", "record, hardly any": "/institutions/2"}
    return _pages(bench, pages, _floor())


def create(bench: Bench) -> list[Figure]:
    """One institution registered through its verb, and the raw insert of one row."""
    times, floors = [], []
    with bench.app.app_context():
        for number in range(ROUNDS):
            began = time.perf_counter()
            with unit_of_work():
                _register(number)
            times.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            with db.engine.begin() as connection:
                connection.execute(sa.text("UPDATE network SET phone = :p"), {"p": str(number)})
            floors.append((time.perf_counter() - began) * 1000)
        with counted() as found, unit_of_work():
            _register(ROUNDS)
    return [Figure("create one record", _median(times), "ms", _median(floors), len(found))]


def _register(number: int) -> None:
    db.session.add(
        Institution.register(by=SYSTEM, name=f"Ukur {number}", type=InstitutionType.OTHER)
    )


def clients(bench: Bench) -> list[Figure]:
    """Answers a second for eight clients at once, and of the bare page."""
    cookie = _cookie(bench)
    with served(bench) as port:
        house = _storm(port, "/institutions", cookie)
    with process(["-m", "bench.serving", "bare"]) as port:
        floor = _storm(port, "/", "")
    return [Figure("list, 8 clients", house, "per s", floor)]


def _storm(port: int, path: str, cookie: str) -> float:
    def one(_number: int) -> int:
        client = asker(port, cookie)
        return sum(ask(client, path) > 0 for _ in range(ROUNDS))

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = sum(pool.map(one, range(CLIENTS)))
    return answers / (time.perf_counter() - began)


def imports(bench: Bench) -> list[Figure]:
    """Rows a second of the real register, read, matched and written; then recognised again."""
    figures = []
    with bench.app.app_context():
        import_file("parent-bodies", DATA / "health_offices_id.csv", Asked())
        for name in ("import, new", "import, known already"):
            began = time.perf_counter()
            report = import_file("institutions", DATA / "puskesmas_id.csv", Asked())
            took = time.perf_counter() - began
            figures.append(Figure(name, report.as_json()["rows"] / took, "rows/s"))
    return figures


def reminders(bench: Bench) -> list[Figure]:
    """Letters a second from the outbox into files."""
    with bench.app.app_context():
        with unit_of_work():
            for number in range(LETTERS):
                to = Addressee(email=f"orang{number}@contoh.example", name="Orang Contoh")
                post("accounts/mail/reset", to, key=f"bench:{number}", link="-", user=to)
        transport = transport_for(bench.config)
        assert transport is not None
        began = time.perf_counter()
        tally = Postman(transport).deliver()
        took = time.perf_counter() - began
    return [Figure("letters delivered, 1 worker", tally.sent / took, "per s")]


def link(bench: Bench) -> list[Figure]:
    """Tracked links followed a second, and the bare redirect."""
    with served(bench) as port:
        house = _storm(port, "/q/ukurukur", "")
    with process(["-m", "bench.serving", "bare"]) as port:
        floor = _storm(port, "/q/bare", "")
    return [Figure("tracked link", house, "per s", floor)]


PAPER = """<!doctype html><html lang="id"><head><title>Ukur</title></head><body><main><h1>Ukur</h1>
{% for n in range(40) %}<p>Alinea {{ n }} dari surat yang panjangnya kira-kira dua halaman.</p>{% endfor %}
</main></body></html>"""


def pdf(bench: Bench) -> list[Figure]:
    """A letter printed in its fenced child, and by WeasyPrint alone in a process like it."""
    with bench.app.app_context():
        html = render_template_string(PAPER)
        print_paper(html)
        times = []
        for _ in range(5):
            began = time.perf_counter()
            print_paper(html)
            times.append((time.perf_counter() - began) * 1000)
    return [Figure("PDF of a letter", _median(times), "ms", _weasyprint_alone(html))]


def _weasyprint_alone(html: str) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        HTML(string=html).write_pdf(pdf_variant="pdf/a-3a")
        times.append((time.perf_counter() - began) * 1000)
    return _median(times[1:])


def memory(bench: Bench) -> list[Figure]:
    """The resident memory of a freshly served house that has answered one page."""
    with served(bench) as port:
        ask(asker(port), "/healthz")
        used = _resident_of_children()
    return [Figure("memory of the served house", used, "MB")]


def _resident_of_children() -> float:
    return max(
        (int(line.split()[1]) / 1024 for path in _children() for line in _status(path)), default=0.0
    )


def _children() -> list[Path]:
    mine = Path("/proc/self/task").iterdir()
    found = [
        Path(f"/proc/{pid}") for task in mine for pid in (task / "children").read_text().split()
    ]
    return [path for path in found if path.exists()]


def _status(path: Path) -> list[str]:
    return [line for line in (path / "status").read_text().splitlines() if line.startswith("VmRSS")]


MEASURES: dict[str, Callable[[Bench], list[Figure]]] = {
    "list": list_pages,
    "search": search,
    "record": record,
    "create": create,
    "clients": clients,
    "import": imports,
    "reminders": reminders,
    "link": link,
    "pdf": pdf,
    "memory": memory,
}
