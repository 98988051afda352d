"""Who may open what: every rule, every role, own and foreign and missing records (F12, A1, A2)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.core.access import PUBLIC, declared_access
from crm.core.transactions import commit
from crm.permissions import Permission, Role, grants
from tests.factories.register import make_user
from tests.security.seeded import Seeded, address, fingerprint, rules, seeded, written_tables

MISSING = 99_999
REFUSED = {400, 403, 404, 405, 409, 410, 422, 429}


@pytest.fixture
def pair(app: Flask) -> Seeded:
    return seeded(app)


def role_of(name: str) -> Role | None:
    return None if name == "stranger" else Role(name.split(":", maxsplit=1)[0])


def test_every_rule_asks_for_the_right_it_declares(pair: Seeded) -> None:
    asked, wrong = 0, []
    for rule in rules(pair.app, "GET"):
        declared = declared_access(pair.app, rule.endpoint)
        for name, browser in pair.browsers.items():
            status = browser.get(address(rule, MISSING)).status_code
            asked += 1
            if not _fits(declared, role_of(name), status):
                wrong.append((rule.rule, name, status))

    print(f"F12: {asked} answers of {len(pair.browsers)} actors")
    assert wrong == []


def _fits(declared: Permission | str, role: Role | None, status: int) -> bool:
    if status >= 500:
        return False
    if declared == PUBLIC:
        return True
    if role is None:
        return status == 303
    if declared not in grants(role):
        return status == 403
    return status != 403


def test_the_watch_over_writes_sees_one(app: Flask) -> None:
    before = fingerprint()
    with written_tables() as written:
        make_user(Role.BOARD)
        commit()

    assert "account" in written
    assert fingerprint() != before


@pytest.mark.slow
def test_no_forbidden_write_leaves_a_trace(pair: Seeded) -> None:
    before, wrong, asked = fingerprint(), [], 0
    for rule in rules(pair.app, "POST"):
        for name in pair.outsiders:
            for number in (MISSING, 2):
                with written_tables() as written:
                    status = _post(pair, name, address(rule, number))
                after = fingerprint() if written else before
                changed = status in REFUSED and after != before
                wrong += [(rule.rule, name, number, status)] if status >= 500 or changed else []
                asked, before = asked + 1, after

    print(f"A2: {asked} writes by people of A and strangers")
    assert wrong == []


def _post(pair: Seeded, name: str, url: str) -> int:
    browser: FlaskClient = pair.browsers[name]
    return browser.post(url, data={"csrf_token": pair.tokens[name]}).status_code


def test_a_write_without_its_token_is_refused(pair: Seeded) -> None:
    before = fingerprint()
    accepted = [
        rule.rule
        for rule in rules(pair.app, "POST")
        if rule.endpoint != "health.csp"
        and pair.browsers["secretariat:-"].post(address(rule, 1), data={}).status_code
        not in {400, 403, 404, 405, 429}
    ]

    assert accepted == []
    assert fingerprint() == before


def test_a_write_from_another_site_is_refused(pair: Seeded) -> None:
    browser = pair.browsers["secretariat:-"]
    token = pair.tokens["secretariat:-"]

    answer = browser.post(
        "/settings", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
