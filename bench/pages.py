"""Pages and links: how long one client waits, how many are answered a second, beside bare ones."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from bench.figures import Figure, counted, median
from bench.houses import Asker, Bench, Served, process, served
from crm.accounts import session
from crm.accounts.models import User
from crm.core.db import db, reading
from crm.core.pages import encoded
from crm.core.transactions import commit
from crm.institutions.models import Institution
from crm.search.models import SearchEntry
from crm.timeline.models import Entry
from tests.pages import token_on

ROUNDS = 25
WARM_UP = 3
CLIENTS = 8
BARE = ["-m", "bench.serving", "bare"]
GOALS = {
    "sqlite": {"list": "at most 10 ms, 6 SQL", "search": "at most 12 ms"},
    "postgresql": {"list": "at most 15 ms, 6 SQL", "search": "at most 20 ms"},
}


def list_pages(bench: Bench) -> list[Figure]:
    """The first page of a list, and one far behind it by key."""
    row = 10_000 if bench.size == "large" else 1_000
    order = sa.select(Institution).order_by(Institution.sort_name, Institution.id)
    with bench.app.app_context(), reading():
        place = db.session.scalars(order.offset(row).limit(1)).one()
        after = encoded([place.sort_name, place.id])
    goal = GOALS[bench.database]["list"]
    first, far = _pages(
        bench,
        {
            "list, page 1": ("/institutions", goal),
            "list, far": (f"/institutions?after={after}", ""),
        },
        raw=sa.select(Institution.name).order_by(Institution.sort_name).limit(51),
    )
    share = (far.cpu or far.value) / (first.cpu or first.value)
    told = Figure(
        name=f"list, row {row:,} to page 1", value=share, unit="times", goal="at most 1.2"
    )
    return [first, far, told]


def search(bench: Bench) -> list[Figure]:
    """A word, the same with a typing error, a code."""
    goal = GOALS[bench.database]["search"]
    pages = {
        "search, a word": ("/search?q=kenanga", goal),
        "search, one typing error": ("/search?q=kenagna", goal),
        "search, a code": ("/search?q=V000777", goal),
    }
    title = SearchEntry.folded_title.contains("kenanga")
    return _pages(bench, pages, raw=sa.select(SearchEntry.record_id).where(title).limit(12))


def record(bench: Bench) -> list[Figure]:
    """A record with fifty people and two hundred lines of history, and one with hardly any."""
    pages = {
        "record, 50 people": ("/institutions/1", "at most 15 ms, 10 SQL"),
        "record, hardly any": ("/institutions/2", "as many SQL as with 50 people"),
    }
    entries = sa.select(Entry.id).where(Entry.record_kind == "institution", Entry.record_id == 1)
    return _pages(bench, pages, raw=entries.order_by(Entry.at.desc()).limit(50))


def create(bench: Bench) -> list[Figure]:
    """An institution registered through its page, and the bare page of the same run."""
    here = "/institutions"
    cookies = signed_in(bench)
    with served(bench) as server:
        client = Asker(server.port, cookies)
        token = token_on(client.read(f"{here}/new"))
        forms = [_institution(token, f"Ukur {number}") for number in range(ROUNDS)]
        times, before, told_nothing = [], 0.0, dict(client.cookies)
        for number, form in enumerate(forms):
            before = server.cpu_ms if number == WARM_UP else before
            client.cookies = dict(told_nothing)
            times.append(client.post(here, form))
        cpu = (server.cpu_ms - before) / (ROUNDS - WARM_UP)
    browser = browser_of(bench, cookies)
    token = token_on(browser.get(f"{here}/new").text)
    with bench.app.app_context(), counted() as found:
        browser.post(here, data=_institution(token, "Ukur terakhir"), content_type=FORM)
    return [
        Figure(
            name="create one record",
            value=median(times[WARM_UP:]),
            cpu=cpu,
            floor=_bare_page(),
            statements=len(found),
            goal="at most 8 ms, 8 SQL",
        )
    ]


FORM = "application/x-www-form-urlencoded"


def _institution(token: str, name: str) -> str:
    return urlencode({"csrf_token": token, "name": name, "type": "other", "state": "none"})


def clients(bench: Bench) -> list[Figure]:
    """Answers a second for eight clients at once, and of the bare page."""
    cookies = signed_in(bench)
    with served(bench) as server:
        house = _storm(server, "/institutions", cookies)
    with process(BARE) as server:
        floor = _storm(server, "/", {})
    goal = "at least 250" if bench.database == "sqlite" else "at least 150"
    note = "one process of four threads; the goal is for four workers on four cores"
    return [
        Figure(name="list, 8 clients", value=house, unit="per s", floor=floor, goal=goal, note=note)
    ]


def link(bench: Bench) -> list[Figure]:
    """Tracked links followed a second, and the bare redirect."""
    with served(bench) as server:
        house = _storm(server, "/q/ukurukur", {})
        client = Asker(server.port)
        one = median([client.get("/q/ukurukur") for _ in range(ROUNDS)][WARM_UP:])
    with process(BARE) as server:
        floor = _storm(server, "/q/bare", {})
    return [
        Figure(
            name="tracked link, 8 clients",
            value=house,
            unit="per s",
            floor=floor,
            goal="ratio at least 0.6",
        ),
        Figure(name="tracked link", value=one),
    ]


def _pages(bench: Bench, pages: dict[str, tuple[str, str]], *, raw: sa.Select[Any]) -> list[Figure]:
    cookies, floor, plain = signed_in(bench), _bare_page(), _raw(bench, raw)
    figures = []
    with served(bench) as server:
        client = Asker(server.port, cookies)
        for name, (path, goal) in pages.items():
            times, cpu = _timed(server, client, path)
            statements = _statements(bench, cookies, path)
            figures.append(
                Figure(
                    name=name,
                    value=median(times),
                    cpu=cpu,
                    floor=floor,
                    raw=plain,
                    statements=statements,
                    goal=goal,
                )
            )
    return figures


def _timed(server: Served, client: Asker, path: str) -> tuple[list[float], float]:
    """What each round took, and what the server computed for one."""
    for _ in range(WARM_UP):
        client.get(path)
    before = server.cpu_ms
    times = [client.get(path) for _ in range(ROUNDS)]
    return times, (server.cpu_ms - before) / ROUNDS


def signed_in(bench: Bench) -> dict[str, str]:
    """The cookies of somebody who may see everything."""
    with bench.app.app_context():
        user = db.session.scalars(sa.select(User)).first()
        assert user is not None
        secret = session.sign_in(user)
        commit()
        return {session.cookie_name(): secret}


def browser_of(bench: Bench, cookies: dict[str, str]) -> Any:
    """A browser without a network, signed in by its cookies."""
    browser = bench.app.test_client()
    for name, value in cookies.items():
        browser.set_cookie(name, value, domain="127.0.0.1")
    return browser


def _statements(bench: Bench, cookies: dict[str, str], path: str) -> int:
    browser = browser_of(bench, cookies)
    browser.get(path)
    with bench.app.app_context(), counted() as found:
        browser.get(path)
    return len(found)


def _raw(bench: Bench, query: sa.Select[Any]) -> float:
    """Milliseconds of the plain SQL of the same question, on an open connection."""
    with bench.app.app_context(), db.engine.connect() as connection:
        words = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
        cursor = connection.connection.cursor()
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            cursor.execute(words.replace("%%", "%"))
            cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
        return median(times)


def _bare_page() -> float:
    with process(BARE) as server:
        client = Asker(server.port)
        return median([client.get("/") for _ in range(ROUNDS)][WARM_UP:])


def _storm(server: Served, path: str, cookies: dict[str, str]) -> float:
    def one(_number: int) -> int:
        client = Asker(server.port, cookies)
        return sum(client.get(path) > 0 for _ in range(ROUNDS))

    one(0)
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = sum(pool.map(one, range(CLIENTS)))
    return answers / (time.perf_counter() - began)
