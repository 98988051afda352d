"""One-time secrets: none leaves by a Referer or a log (A19), none opens another's door (A20)."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.accounts import session
from crm.accounts.models import User
from crm.accounts.setup import setup_token
from crm.core import clock
from crm.core.access import PUBLIC, declared_access
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.links.issuing import issue
from crm.links.models import Link
from crm.links.views import links as pages
from crm.people.erasing import ask_erasure
from crm.permissions import Role
from crm.reminders.unsubscribing import token_for
from crm.wiring import ANSWERS
from tests.factories.register import make_person, make_user
from tests.pages import token_on
from tests.security.seeded import fingerprint

HIDDEN = {404}
ANY_WORDS = re.compile(r"<(?:path:)?[^<>:]+>")
RENEWAL = "/gatherings/answer-links"
OWN_DOORS = {"unsubscribe": "unsubscriptions", "setup": "setups"}
"""Which pages a token of a kind opens by its address; all others are the pages of `links`."""


@pytest.fixture
def reader(app: Flask) -> User:
    return make_user(Role.SECRETARIAT)


def link_for(user: User, purpose: str) -> Link:
    life = clock.now() + timedelta(days=3)
    return issue(purpose, user, recipient=user.email, expires_at=life, version=user.epoch)


def _broken(_secret: str) -> Link:
    raise RuntimeError("broken on purpose")


def test_no_log_page_or_address_keeps_a_token_once_it_is_swapped(
    client: FlaskClient,
    reader: User,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    link = link_for(reader, "account.reset")
    commit()
    secret, answers = link.secret, []

    first = client.get(f"/c/{secret}")
    answers.append(first)
    answers.append(client.get(first.location))
    form = {"password": "pendek", "csrf_token": token_on(answers[-1].text)}
    answers.append(client.post(first.location, data=form))
    answers.append(client.get(f"/c/{secret}x"))

    monkeypatch.setattr(pages, "find", _broken)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    answers.append(client.get(f"/c/{secret}"))

    said = [logging.Formatter().format(record) for record in caplog.records]
    kept = [one for one in [*said, *(answer.text for answer in answers)] if secret in one]
    print(f"A19: {len(answers)} answers and {len(said)} lines of the log, {len(kept)} with a token")
    assert first.status_code == 303
    assert secret not in first.location
    assert [one.status_code for one in answers] == [303, 200, 422, 404, 500]
    assert any("broken on purpose" in one for one in said)
    assert {one.headers["Referrer-Policy"] for one in answers} == {"no-referrer"}
    assert kept == []


def test_a_token_at_another_door_shows_and_changes_nothing(app: Flask, reader: User) -> None:
    links = {purpose: link_for(reader, purpose) for purpose in ANSWERS}
    commit()
    secrets = {purpose: link.secret for purpose, link in links.items()}
    numbers = {purpose: link.id for purpose, link in links.items()}
    tokens = {**secrets, "unsubscribe": token_for(reader.email), "setup": setup_token()}
    wish = ask_erasure(make_person(), by=SYSTEM)
    commit()
    before, visitor, opened = fingerprint(), app.test_client(), []

    tried = 0
    for name, token in tokens.items():
        for where, answer in doors(visitor, name, token, numbers):
            tried += 1
            if answer.status_code not in HIDDEN:
                opened.append((name, where, answer.status_code))
        visitor.set_cookie(session.cookie_name(), token)
        tried += 2
        if visitor.get("/account").status_code == 200:
            opened.append((name, "session", 200))
        csrf = {"csrf_token": token_on(visitor.get("/sign-in").text)}
        answer = visitor.post(f"/people/erasures/{wish.id}/completion", data=csrf)
        if not answer.headers.get("Location", "").startswith("/sign-in"):
            opened.append((name, "erasure", answer.status_code))
        visitor.delete_cookie(session.cookie_name())

    own = [visitor.get(f"/c/{secret}").status_code for secret in secrets.values()]
    print(
        f"A20: {tried} tries of {len(tokens)} tokens at other doors, erasure among them,"
        f" {len(opened)} opened"
    )
    assert opened == []
    db.session.rollback()
    assert fingerprint() == before
    assert tried > 100
    assert set(own) == {303}


def doors(
    visitor: FlaskClient, name: str, token: str, numbers: dict[str, int]
) -> Iterator[tuple[str, TestResponse]]:
    """Everything that a token opens nothing of: other addresses, and other links by their cookie."""
    own = OWN_DOORS.get(name, "links")
    places = (f"10.0.{turn // 250}.{turn % 250}" for turn in count(1))
    csrf = {"csrf_token": token_on(visitor.get("/sign-in").text)}
    for method, endpoint, path in by_address(visitor.application, token):
        if endpoint.partition(".")[0] != own:
            ask, given = getattr(visitor, method), csrf if method == "post" else None
            where = {"REMOTE_ADDR": next(places)}
            yield f"{method} {path}", ask(path, data=given, environ_overrides=where)
    if name != "gatherings.rsvp":
        yield "renewal", visitor.post(RENEWAL, data={**csrf, "secret": token})
    for purpose, number in numbers.items():
        if purpose == name:
            continue
        with_cookie = pages.cookie_name(db.session.get_one(Link, number))
        visitor.set_cookie(with_cookie, token)
        yield f"get {purpose}", visitor.get(f"/c/link/{number}")
        yield (
            f"post {purpose}",
            visitor.post(
                f"/c/link/{number}", data=csrf, environ_overrides={"REMOTE_ADDR": next(places)}
            ),
        )
        visitor.delete_cookie(with_cookie)


def by_address(app: Flask, token: str) -> Iterator[tuple[str, str, str]]:
    """Every page without sign-in whose address ends with words: whoever adds one is tried too."""
    for rule in app.url_map.iter_rules():
        if ANY_WORDS.search(rule.rule) and declared_access(app, rule.endpoint) == PUBLIC:
            for method in ("get", "post"):
                if method.upper() in (rule.methods or ()):
                    yield method, rule.endpoint, ANY_WORDS.sub(token, rule.rule)
