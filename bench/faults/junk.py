"""F14: whatever is asked and whatever is sent, the answer is one of ours, in good time."""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from xlsxwriter import Workbook

from bench.faults.findings import Finding
from bench.houses import Bench
from bench.pages import browser_of, signed_in
from crm.core.db import db
from crm.core.rates import RateBucket
from crm.core.transactions import commit, unit_of_work
from crm.permissions import Role
from tests.factories.register import make_user
from tests.pages import send_file, token_on

FULL = {"addresses": 2_000, "files": 300}
SHORT = {"addresses": 300, "files": 40}
PATIENCE_S = 10.0
SEED = 14
FLIPPED = 0.01
KINDS = ("institutions", "people", "parent-bodies", "agreements", "affiliations", "gatherings")
JUNK = (
    *(
        "%00",
        "%ff%fe",
        "..%2f..%2fetc%2fpasswd",
        "%F0%9F%98%80",
        "'--",
        "<b>",
        "{{7*7}}",
        "-1",
        "0",
    ),
    *(
        "9" * 40,
        "1e9",
        "NaN",
        "0x10",
        "%E2%80%AE",
        "A" * 3_000,
        "%0d%0aSet-Cookie:a=b",
        "null",
        "/",
    ),
)
QUESTIONS = (
    *("?after=", "?state=", "?sort=", "?columns=", "?q=", "?part=", "?month=", "?from=", "?lang="),
    *("?%5B%5D=", "?a=1&a=2&after=", "?year=", "?bin=", "?page=", "?charge=", "?of=", "?next="),
)
TABLE = b"nama,email,telepon,kode,provinsi\r\nMaya Lestari,maya@contoh.id,0812,1,Jawa Barat\r\n"
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maya Lestari\r\nEMAIL:maya@contoh.id\r\nEND:VCARD\r\n"
EVENT = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270401T090000Z\r\n"
    b"RRULE:FREQ=DAILY\r\nSUMMARY:Rapat\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def throw_junk(bench: Bench, *, short: bool) -> Finding:
    """Junk in every part of every address, and damaged files of every kind, by who may do most."""
    with bench.app.app_context():
        make_user(Role.SECRETARIAT)
        commit()
    browser = browser_of(bench, signed_in(bench))
    wanted = SHORT if short else FULL
    return thrown(bench.app, browser, wanted["addresses"], wanted["files"], bench.database)


def thrown(app: Flask, browser: FlaskClient, addresses: int, files: int, database: str) -> Finding:
    """Throw so many of each through one browser."""
    chance = random.Random(SEED)
    token = token_on(browser.get("/imports/new").text)
    statuses: Counter[int] = Counter()
    slowest = 0.0
    for status, took in [
        *_asked(browser, _addresses(app, chance, addresses)),
        *_sent(app, browser, token, _files(chance, files)),
    ]:
        statuses[status] += 1
        slowest = max(slowest, took)
    broken = sum(n for status, n in statuses.items() if status >= 500)
    figures: dict[str, float | int | str] = {
        "addresses": addresses,
        "files": files,
        "answers": str(dict(sorted(statuses.items()))),
        "broken": broken,
        "slowest s": round(slowest, 2),
    }
    met = broken == 0 and slowest <= PATIENCE_S
    return Finding("F14", database, "0 answers of 500 and above, none over 10 s", met, figures)


def _asked(browser: FlaskClient, addresses: Iterator[str]) -> Iterator[tuple[int, float]]:
    for address in addresses:
        began = time.perf_counter()
        answer = browser.get(address)
        answer.close()
        yield answer.status_code, time.perf_counter() - began


def _sent(
    app: Flask, browser: FlaskClient, token: str, files: Iterator[tuple[str, str, bytes]]
) -> Iterator[tuple[int, float]]:
    for kind, name, content in files:
        with app.app_context(), unit_of_work():
            db.session.execute(sa.delete(RateBucket))
        began = time.perf_counter()
        answer = send_file(browser, "/imports", content, name, csrf_token=token, kind=kind)
        status = answer.status_code
        if answer.location:
            status = max(status, browser.get(answer.location).status_code)
        yield status, time.perf_counter() - began


def _addresses(app: Flask, chance: random.Random, count: int) -> Iterator[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    rules = [rule for rule in rules if not rule.rule.startswith("/static")]
    for _ in range(count):
        path = chance.choice(rules).rule
        while "<" in path:
            before, _, rest = path.partition("<")
            path = f"{before}{chance.choice([*JUNK, '1', '2'])}{rest.partition('>')[2]}"
        kind = chance.randrange(3)
        if kind == 0:
            path = f"{path}{chance.choice(QUESTIONS)}{chance.choice(JUNK)}"
        elif kind == 1:
            path = f"{path.rstrip('/')}/{chance.choice(JUNK)}"
        yield path.replace("//", "/") or "/"


def _files(chance: random.Random, count: int) -> Iterator[tuple[str, str, bytes]]:
    """Sound files, damaged: cut off, with bytes changed or put in, in another coding, joined."""
    sound = [
        ("people.csv", TABLE * 20),
        ("people.xlsx", _workbook()),
        ("people.vcf", CARD * 5),
        ("meetings.ics", EVENT),
        ("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("people.zip", _archive()),
    ]
    for _ in range(count):
        name, content = chance.choice(sound)
        yield chance.choice(KINDS), name, _damaged(content, chance)


def _damaged(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    before, after = content[:place], content[place:]
    coding = chance.choice(["utf-16", "utf-8-sig", "utf-32"])
    damages: list[Callable[[], bytes]] = [
        lambda: before,
        lambda: before + chance.randbytes(40) + after,
        lambda: before + bytes(9) + after[9:],
        lambda: before + b'"' + after,
        lambda: content.decode("latin-1").encode(coding),
        lambda: before + content,
        lambda: bytes(one ^ (chance.random() < FLIPPED) * 0x55 for one in content),
    ]
    return chance.choice(damages)()


def _workbook() -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(TABLE.decode().splitlines()):
            sheet.write_row(row, 0, line.split(","))
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("people.csv", TABLE)
    return out.getvalue()
