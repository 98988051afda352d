"""F23 and F24: limits are exact over processes; what is revoked is dead everywhere at once."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack

import sqlalchemy as sa

from bench.faults.findings import Finding
from bench.houses import Asker, Bench, served
from crm.accounts import session
from crm.accounts.administration import end_sessions
from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.rates import Limit, take
from crm.core.transactions import commit
from crm.permissions import Role
from tests.factories.register import make_user

WORKERS = 4
LIMIT = Limit(50, 3600)
TRIES = 40
"""Of each worker: together many more than allowed."""


def take_at_once(bench: Bench, *, short: bool) -> Finding:
    """Four processes use up the same allowance in the same moment."""
    keys = [f"ukur:{number}" for number in range(3 if short else 20)]
    allowed = {key: _taken_by_all(bench, key) for key in keys}
    wrong = {key: times for key, times in allowed.items() if times != LIMIT.times}
    figures: dict[str, float | int | str] = {
        "limits": len(keys),
        "workers": WORKERS,
        "tries": WORKERS * TRIES,
        "allowed": ", ".join(sorted({str(times) for times in allowed.values()})),
    }
    return Finding("F23", bench.database, f"exactly {LIMIT.times} of each", not wrong, figures)


def _taken_by_all(bench: Bench, key: str) -> int:
    with bench.app.app_context():
        db.session.remove()
        db.engine.dispose()
    children = [_taker(bench, key) for _ in range(WORKERS)]
    return sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def _taker(bench: Bench, key: str) -> int:
    """Fork one who tries; its exit code is how often it was allowed."""
    child = os.fork()
    if child:
        return child
    with bench.app.app_context():
        times = sum(take(key, LIMIT) for _ in range(TRIES))
    os._exit(times)


def revoke(bench: Bench, *, short: bool) -> Finding:
    """Sessions are ended in four ways; the next request to each of four processes is a stranger's."""
    trials, alive, dead_before = (20 if short else 1_000), 0, 0
    with ExitStack() as stack, bench.app.app_context():
        ways = _ways(hashed("kunci pintu perpustakaan baru"))
        ports = [stack.enter_context(served(bench)).port for _ in range(WORKERS)]
        for trial in range(trials):
            user = make_user(Role.SECRETARIAT, email=f"saksi{trial}@jpk.example")
            cookies = {session.cookie_name(): session.sign_in(user)}
            commit()
            browsers = [Asker(port, cookies) for port in ports]
            dead_before += any(browser.status("/account") != 200 for browser in browsers)
            ways[trial % len(ways)](db.session.get_one(User, user.id))
            commit()
            alive += sum(browser.status("/account") == 200 for browser in browsers)
        accounts = db.session.scalar(sa.select(sa.func.count(User.id))) or 0
    figures: dict[str, float | int | str] = {
        "trials": trials,
        "workers": WORKERS,
        "accounts": accounts,
        "dead before": dead_before,
        "alive after": alive,
    }
    met = alive == dead_before == 0
    return Finding("F24", bench.database, "0 alive at the very next request", met, figures)


def _ways(new_hash: str) -> Sequence[Callable[[User], object]]:
    """How the sessions of an account come to an end."""
    return (
        end_sessions,
        lambda user: user.close(by=SYSTEM),
        lambda user: user.change(by=SYSTEM, role=Role.BOARD),
        lambda user: user.set_password(new_hash),
    )
