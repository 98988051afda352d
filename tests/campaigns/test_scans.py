"""Following a tracked link: the redirect, who is counted, and what is kept (M9, A9, D1, D9, E10)."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask, current_app
from flask.testing import FlaskClient

from crm.campaigns.counting import EVERY_SCANS, EXTENSION, Scan, ScanCounter, flush_now
from crm.campaigns.front import ScanLane
from crm.campaigns.models import ScanDay, ScanVisitor, TrackedLink
from crm.campaigns.visitors import is_machine
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.rates import RateBucket
from crm.core.transactions import commit
from tests.conftest import CountQueries
from tests.factories.campaigns import make_campaign, make_link, make_placement

pytestmark = pytest.mark.both_engines

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
OTHER = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
NOON = datetime(2027, 9, 1, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(app: Flask) -> Iterator[Any]:
    app.extensions.pop(EXTENSION, None)
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
    app.extensions.pop(EXTENSION, None)


@pytest.fixture
def link(app: Flask) -> TrackedLink:
    made = make_link(make_placement(make_campaign()))
    commit()
    return made


def scan(
    client: FlaskClient, link: TrackedLink, *, browser: str = PHONE, address: str = "203.0.113.7",
    method: str = "GET", **headers: str,
) -> Any:  # fmt: skip
    return client.open(
        f"/q/{link.code}",
        method=method,
        headers={"User-Agent": browser, **headers},
        environ_base={"REMOTE_ADDR": address},
    )


def counted(link: TrackedLink) -> list[tuple[date, int, int]]:
    flush_now(current_app)
    db.session.expire_all()
    rows = db.session.scalars(
        sa.select(ScanDay).where(ScanDay.link_id == link.id).order_by(ScanDay.day)
    )
    return [(row.day, row.hits, row.visitors) for row in rows]


TODAY = date(2027, 9, 1)


def test_a_scan_is_led_on_and_counted(client: FlaskClient, link: TrackedLink) -> None:
    answer = scan(client, link)

    assert answer.status_code == 302
    assert answer.location == "https://portal.example/mulai"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert counted(link) == [(TODAY, 1, 1)]


def test_a_code_may_be_typed_in_capitals(client: FlaskClient, link: TrackedLink) -> None:
    link.code = "ab2cd3e"

    assert client.get("/q/AB2CD3E", headers={"User-Agent": PHONE}).status_code == 302


@pytest.mark.parametrize("code", ["nosuch", "x" * 400, "%00", "'--", "..%2f"])
def test_an_unknown_code_is_not_there(client: FlaskClient, link: TrackedLink, code: str) -> None:
    assert client.get(f"/q/{code}").status_code in {400, 404}
    assert counted(link) == []


def test_looking_ahead_is_not_a_scan(client: FlaskClient, link: TrackedLink) -> None:
    assert scan(client, link, method="HEAD").status_code == 302
    assert scan(client, link, **{"Sec-Purpose": "prefetch;prerender"}).status_code == 302
    assert scan(client, link, Purpose="prefetch").status_code == 302
    assert scan(client, link, method="POST").status_code in {400, 405}

    assert counted(link) == []


@pytest.mark.parametrize(
    "browser",
    [
        "",
        "   ",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23.20.0 A",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Go-http-client/1.1",
        "Mozilla/5.0 HeadlessChrome/126.0",
        "Pingdom.com_bot_version_1.4",
    ],
)
def test_machines_are_led_on_but_not_counted(
    client: FlaskClient, link: TrackedLink, browser: str
) -> None:
    assert scan(client, link, browser=browser).status_code == 302

    assert counted(link) == []


@pytest.mark.parametrize(
    "browser",
    [
        PHONE,
        OTHER,
        "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) AppleWebKit/537.36 Chrome/124.0 Mobile",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Instagram 333.0.0.42.91 Android",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/4.4)",
    ],
)
def test_people_are_no_machines(browser: str) -> None:
    assert not is_machine(browser)


def test_a_visitor_is_counted_once_for_each_link_and_day(
    client: FlaskClient, link: TrackedLink, noon: Any
) -> None:
    other = make_link(make_placement(make_campaign()))
    for _time in range(3):
        scan(client, link)
    scan(client, link, browser=OTHER)
    scan(client, link, address="203.0.113.8")
    scan(client, other)
    assert counted(link) == [(TODAY, 5, 3)]
    assert counted(other) == [(TODAY, 1, 1)]

    scan(client, link)
    assert counted(link) == [(TODAY, 6, 3)], "known from before the last flush"

    noon.move_to(datetime(2027, 9, 1, 17, 1, tzinfo=UTC))
    scan(client, link)
    assert counted(link) == [(TODAY, 6, 3), (date(2027, 9, 2), 1, 1)]


def test_an_ipv6_visitor_is_its_network(client: FlaskClient, link: TrackedLink) -> None:
    scan(client, link, address="2001:db8:1:2::1")
    scan(client, link, address="2001:db8:1:2:ffff::9")
    scan(client, link, address="2001:db8:1:3::1")

    assert counted(link) == [(TODAY, 3, 2)]


def test_a_flood_is_led_on_but_not_counted(client: FlaskClient, link: TrackedLink) -> None:
    for number in range(130):
        assert scan(client, link, browser=f"{PHONE} {number}").status_code == 302
    scan(client, link, address="203.0.113.8")

    assert counted(link) == [(TODAY, 101, 101)]


def test_the_limit_holds_over_flushes_and_processes(
    app: Flask, client: FlaskClient, link: TrackedLink, noon: Any
) -> None:
    for _number in range(70):
        scan(client, link)
    assert counted(link) == [(TODAY, 70, 1)]

    app.extensions.pop(EXTENSION)  # another process, which has seen nothing yet
    for _number in range(70):
        scan(client, link)
    assert counted(link) == [(TODAY, 100, 1)]

    noon.shift(60)
    scan(client, link)
    assert counted(link) == [(TODAY, 101, 1)], "the next minute begins anew"


def test_two_processes_count_together(app: Flask, link: TrackedLink) -> None:
    scans = [
        Scan(link.id, TODAY, f"{number % 40:032x}", f"{number:032x}", 1) for number in range(120)
    ]
    counters = [ScanCounter(app, alone=True) for _process in range(3)]
    for number, one in enumerate(scans):
        counters[number % 3].hold(one)

    threads = [threading.Thread(target=each.flush) for each in counters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in counters:
        each.flush()

    assert counted(link) == [(TODAY, 120, 40)]


def test_nothing_of_the_visitor_is_kept(client: FlaskClient, link: TrackedLink) -> None:
    hostile = "<script>alert(1)</script> evil"
    scan(client, link, browser=f"{PHONE} {hostile}", Referer=f"https://evil.example/{hostile}")
    flush_now(current_app)

    stored = ""
    with db.engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            if table.startswith("search"):
                continue
            rows = connection.execute(sa.text(f'SELECT * FROM "{table}"'))
            stored += "".join(str(tuple(row)) for row in rows)
    for trace in ("203.0.113.7", "Android 14", "evil.example", "alert(1)"):
        assert trace not in stored
    assert db.session.query(ScanVisitor).count() == 1


def test_marks_of_yesterday_are_forgotten(
    app: Flask, client: FlaskClient, link: TrackedLink, noon: Any
) -> None:
    scan(client, link)
    flush_now(current_app)
    noon.shift(2 * 24 * 3600)
    scan(client, link)
    flush_now(current_app)

    assert [mark.day for mark in db.session.query(ScanVisitor)] == [date(2027, 9, 3)]
    minutes = db.session.query(RateBucket).filter(RateBucket.key.startswith("scan|")).count()
    assert minutes == 1


def test_a_link_that_was_removed_spoils_no_count(client: FlaskClient, link: TrackedLink) -> None:
    doomed = make_link(make_placement(make_campaign()))
    scan(client, doomed)
    scan(client, link)
    db.session.delete(doomed)
    commit()

    assert counted(link) == [(TODAY, 1, 1)]


def test_a_database_that_is_away_loses_nothing(
    app: Flask, client: FlaskClient, link: TrackedLink, caplog: pytest.LogCaptureFixture
) -> None:
    scan(client, link)
    with db.engine.connect() as connection:
        connection.execute(sa.text("ALTER TABLE scan_day RENAME TO scan_day_away"))
        connection.commit()
    assert flush_now(current_app) == 0
    assert "could not be written" in caplog.text
    with db.engine.connect() as connection:
        connection.execute(sa.text("ALTER TABLE scan_day_away RENAME TO scan_day"))
        connection.commit()

    assert counted(link) == [(TODAY, 1, 1)]


def test_the_thread_writes_by_itself(app: Flask, link: TrackedLink, noon: Any) -> None:
    own = ScanCounter(app, alone=False)
    done = threading.Event()
    write = own._write

    def noticed(scans: list[Scan]) -> int:
        found = write(scans)
        done.set()
        return found

    own._write = noticed  # type: ignore[method-assign]
    for number in range(EVERY_SCANS):
        own.hold(Scan(link.id, TODAY, f"{number:032x}", f"{number:032x}", number))

    assert done.wait(20)
    db.session.expire_all()
    assert counted(link)[0][1] == EVERY_SCANS


def test_a_scan_costs_one_connection_and_no_session(
    client: FlaskClient, link: TrackedLink, count_queries: CountQueries
) -> None:
    address = f"/q/{link.code}"
    taken: list[object] = []

    def note(*_connection: object) -> None:
        taken.append(1)

    commit()
    sa.event.listen(db.engine.pool, "checkout", note)
    try:
        with count_queries() as seen:
            client.get(address, headers={"User-Agent": PHONE})
    finally:
        sa.event.remove(db.engine.pool, "checkout", note)

    assert (seen, len(taken)) == ([], 1)


def test_the_fast_lane_gives_the_same_answer_as_the_long_way(
    app: Flask, client: FlaskClient, link: TrackedLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = scan(client, link)
    monkeypatch.setattr(ScanLane, "_target", lambda _self, _code: None)
    slow = scan(client, link)

    assert (fast.status_code, fast.location) == (slow.status_code, slow.location)
    for name in {name for name, _value in slow.headers} - {"Content-Type", "Vary"}:
        assert fast.headers[name] == slow.headers[name], name
    assert counted(link) == [(TODAY, 2, 1)]


def test_other_methods_and_paths_are_for_the_pages(client: FlaskClient, link: TrackedLink) -> None:
    assert client.get(f"/q/{link.code}/x").status_code == 404
    assert client.delete(f"/q/{link.code}").status_code in {400, 405}
    assert client.get("/q/").status_code == 404
    assert client.get("/q").status_code == 404


def test_a_code_works_until_its_placement_is_removed(
    client: FlaskClient, link: TrackedLink
) -> None:
    address = f"/q/{link.code}"
    link.placement.remove(by=SYSTEM)

    assert client.get(address, headers={"User-Agent": PHONE}).status_code == 404
