"""F16: how long an answer takes does not tell whether an account or a link exists."""

import random
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from flask.testing import FlaskClient

from bench.faults.findings import Finding
from bench.houses import Bench
from crm.accounts.passwords import hashed
from crm.core.db import db
from crm.core.transactions import commit
from crm.permissions import Role
from tests.factories.register import make_user
from tests.pages import token_on

FULL_TRIES, SHORT_TRIES = 500, 100
LOW, HIGH = 0.45, 0.55
WIDE_LOW, WIDE_HIGH = 0.35, 0.65
"""A tenth of the tries tells a tenth as much: chance alone moves the figure three times as far."""
_addresses = (f"10.{n // 62500 % 250}.{n // 250 % 250}.{n % 250 + 1}" for n in count())

Try = Callable[[int], Any]


def compare_times(bench: Bench, *, short: bool) -> Finding:
    """Ask for what exists and what does not, in any order; told is how often the one is slower."""
    tries = SHORT_TRIES if short else FULL_TRIES
    low, high = (WIDE_LOW, WIDE_HIGH) if short else (LOW, HIGH)
    with bench.app.app_context():
        _enter_accounts(tries)
    shares = {name: _share(one, other, tries) for name, (one, other) in _flows(bench)}
    met = all(low <= share <= high for share in shares.values())
    figures = {"tries": tries, **{name: round(share, 3) for name, share in shares.items()}}
    return Finding("F16", bench.database, f"each {low} to {high}", met, figures)


def _enter_accounts(tries: int) -> None:
    kept = hashed("kunci pintu perpustakaan")
    for number in range(tries):
        make_user(Role.PARTNER, email=f"ada{number:05d}@jpk.example", password_hash=kept)
    commit()
    db.session.remove()


def _flows(bench: Bench) -> Iterator[tuple[str, tuple[Try, Try]]]:
    """Each pair of questions: about what exists, and about what does not."""
    secret = "A" * 36
    for name, path, more in (
        ("sign in", "/sign-in", {"password": "kunci yang salah sekali"}),
        ("reset", "/password-reset", {}),
    ):
        browser = bench.app.test_client()
        form = {"csrf_token": token_on(browser.get(path).text), **more}
        yield name, (_posting(browser, path, form, "ada"), _posting(browser, path, form, "tak"))
    browser = bench.app.test_client()
    for name, path in (("link", "/c"), ("paper", "/verify")):
        yield name, (_getting(browser, f"{path}/{secret}"), _getting(browser, f"{path}/zQ9"))


def _posting(browser: FlaskClient, path: str, form: dict[str, str], who: str) -> Try:
    def ask(number: int) -> Any:
        given = {**form, "email": f"{who}{number:05d}@jpk.example"}
        return browser.post(path, data=given, environ_base={"REMOTE_ADDR": next(_addresses)})

    return ask


def _getting(browser: FlaskClient, begins: str) -> Try:
    def ask(number: int) -> Any:
        path = f"{begins}{number:0{47 - len(begins)}d}"
        return browser.get(path, environ_base={"REMOTE_ADDR": next(_addresses)})

    return ask


def _share(one: Try, other: Try, tries: int) -> float:
    """How often a question of the first kind takes longer than one of the second (AUC)."""
    times: tuple[list[float], list[float]] = ([], [])
    asked = [(kind, number) for kind in (0, 1) for number in range(tries)]
    for kind, number in random.sample(asked, len(asked)):
        began = time.perf_counter()
        (one, other)[kind](number)
        times[kind].append(time.perf_counter() - began)
    slower = sum((a > b) + (a == b) / 2 for a in times[0] for b in times[1])
    return slower / (len(times[0]) * len(times[1]))
