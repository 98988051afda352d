"""Signing in and out, and who is let in again."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask.testing import FlaskClient

from crm.accounts.models import SignedIn, User
from crm.accounts.passwords import hashed, weakness
from crm.core import clock
from crm.core.db import db
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_user
from tests.pages import post

pytestmark = pytest.mark.both_engines

PASSWORD = "kunci pintu perpustakaan lama"


def with_password(**given: Any) -> User:
    password_hash = hashed(PASSWORD)
    return make_user(password_hash=password_hash, **given)


def sign_in_as(client: FlaskClient, user: User, password: str = PASSWORD, **more: str) -> object:
    return post(client, "/sign-in", {"email": user.email, "password": password, **more})


def test_the_right_password_opens_the_first_page(client: FlaskClient) -> None:
    user = with_password()

    answer = post(
        client, "/sign-in?next=/account", {"email": user.email.upper(), "password": PASSWORD}
    )

    assert answer.status_code == 303
    assert answer.location == "/account"
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("email", ["known", "nobody@mitra.example"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(
    client: FlaskClient, email: str
) -> None:
    user = with_password()
    address = user.email if email == "known" else email

    answer = post(client, "/sign-in", {"email": address, "password": "bukan ini kuncinya"})

    assert answer.status_code == 422
    assert "Surel dan kata sandi tidak cocok" in answer.text
    assert address in answer.text


def test_a_copied_cookie_is_dead_after_sign_out(client: FlaskClient) -> None:
    user = with_password()
    post(client, "/sign-in", {"email": user.email, "password": PASSWORD})
    stolen = client.get_cookie("mitra")
    assert stolen is not None

    post(client, "/sign-out", page="/account")
    client.set_cookie("mitra", stolen.value)

    assert client.get("/account").status_code == 303


def test_closing_an_account_ends_its_sessions_at_the_next_request(sign_in: SignIn) -> None:
    user, admin = make_user(Role.PARTNER), make_user(Role.ADMIN)
    browser, office = sign_in(user), sign_in(admin)
    assert browser.get("/account").status_code == 200

    post(office, f"/users/{user.id}/deactivation", page="/users")

    assert browser.get("/account").status_code == 303


def test_a_changed_role_ends_open_sessions(sign_in: SignIn) -> None:
    user, admin = make_user(Role.SECRETARIAT), make_user(Role.ADMIN)
    browser, office = sign_in(user), sign_in(admin)
    data = {"name": user.name, "email": user.email, "role": "board", "language": "id"}

    assert post(office, f"/users/{user.id}", data).status_code == 303

    assert browser.get("/account").status_code == 303
    assert user.role is Role.BOARD


def test_a_session_left_alone_for_eight_hours_is_over(sign_in: SignIn) -> None:
    browser = sign_in(make_user())

    with time_machine.travel(clock.now() + timedelta(hours=8, minutes=1), tick=False):
        assert browser.get("/account").status_code == 303


def test_presence_is_written_at_most_once_a_minute(sign_in: SignIn) -> None:
    browser = sign_in(make_user())
    start = clock.now()

    with time_machine.travel(start + timedelta(seconds=90), tick=False):
        browser.get("/account")
        browser.get("/account")

    seen = db.session.scalars(sa.select(SignedIn.last_seen_at)).all()
    assert (
        seen == [start + timedelta(seconds=90)] or abs((seen[0] - start).total_seconds() - 90) < 1
    )


def test_the_sixth_try_in_a_minute_is_asked_to_wait(client: FlaskClient) -> None:
    user = with_password()
    with time_machine.travel(clock.now().replace(second=0), tick=False):
        answers = [
            post(client, "/sign-in", {"email": user.email, "password": "salah sekali lagi"})
            for _ in range(6)
        ]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[-1].headers["Retry-After"] == "60"


@pytest.mark.parametrize(
    "wanted", ["//evil.test", "/\t/evil.test", "https://evil.test", "javascript:alert(1)", "\\evil"]
)
def test_the_way_on_never_leaves_the_house(client: FlaskClient, wanted: str) -> None:
    user = with_password()
    page = client.get("/sign-in", query_string={"next": wanted})
    assert page.status_code in {200, 400}

    answer = post(
        client,
        f"/sign-in?next={wanted.replace(chr(9), '%09')}",
        {"email": user.email, "password": PASSWORD},
        page="/sign-in",
    )

    assert answer.location == "/"


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("pendek", False),
        ("perpustakaan123", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("abcabcabcabcabc", False),
        ("ratna prameswari", False),
        ("kuda baterai staples benar", True),
    ],
)
def test_easy_passwords_are_refused_with_advice(app: object, password: str, good: bool) -> None:
    assert (weakness(password, known=["Ratna Prameswari"]) is None) is good
