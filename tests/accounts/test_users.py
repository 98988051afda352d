"""Accounts: invited by letter, opened by link, guarded by a second factor."""

import re
from datetime import timedelta
from threading import Thread

import pyotp
import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.accounts.administration import close
from crm.accounts.invitations import address_of, invite, new_user, private_link
from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.accounts.second_factor import accepts
from crm.accounts.setup import setup_address
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit, unit_of_work
from crm.jobs.models import Job
from crm.jobs.running import run_due_jobs
from crm.links.models import Link
from crm.permissions import Role
from crm.reminders.models import Message
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, token_on, words_of

PASSWORD = "kunci pintu perpustakaan lama"
CHOICE = {"password": PASSWORD, "again": PASSWORD}


def path(address: str) -> str:
    return address.removeprefix("http://localhost")


def test_an_invited_partner_chooses_a_password_by_link(app: Flask, sign_in: SignIn) -> None:
    make_institution(name="RSUD Puspa Lentera", code="7371001")
    office = sign_in(make_user(Role.ADMIN))
    data = {"name": "Yusuf", "email": "yusuf@lentera.example", "role": "partner",
            "institution": "7371001", "language": "id"}  # fmt: skip

    assert post(office, "/users", data, page="/users/new").status_code == 303

    link = db.session.scalars(sa.select(Link)).one()
    letter = db.session.scalars(sa.select(Message)).one()
    assert letter.recipient == "yusuf@lentera.example"
    assert f"[[link:{link.id}]]" in letter.body_text
    assert link.secret not in letter.body_text

    phone = app.test_client()
    opened = phone.get(path(address_of(link)), follow_redirects=True)
    assert "Pilih kata sandi Anda" in opened.text
    answer = post(phone, f"/c/link/{link.id}", CHOICE)
    assert answer.status_code == 303
    assert phone.get("/account").status_code == 200

    again = app.test_client().get(path(address_of(link)))
    assert again.status_code == 410
    assert "sudah dipilih" in again.text


def test_opening_the_link_a_thousand_times_changes_nothing(client: FlaskClient) -> None:
    user = new_user("maya@contoh.example", role=Role.EXPERT)
    link = invite(user)
    commit()

    for _ in range(30):
        client.get(path(address_of(link)))
        client.head(path(address_of(link)))
        client.options(path(address_of(link)))

    db.session.expire_all()
    assert link.used_at is None


def test_a_foreign_secret_opens_nothing(client: FlaskClient) -> None:
    assert client.get("/c/" + "x" * 43).status_code == 404
    assert client.get("/c/link/1").status_code == 404


def test_a_reset_link_dies_after_an_hour(app: Flask) -> None:
    link = private_link(make_user(), "account.reset")
    commit()

    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert app.test_client().get(path(address_of(link))).status_code == 410


def test_asking_for_a_reset_answers_alike_for_strangers(client: FlaskClient) -> None:
    user = make_user()

    known = post(client, "/password-reset", {"email": user.email})
    strange = post(client, "/password-reset", {"email": "orang@lain.example"})

    said = words_of(known.text).replace(user.email, "")
    assert said == words_of(strange.text).replace("orang@lain.example", "")
    assert db.session.scalar(sa.select(sa.func.count(Message.id))) == 0
    assert run_due_jobs() == 2
    assert db.session.scalars(sa.select(Message.recipient)).all() == [user.email]
    assert db.session.scalars(sa.select(Job.arguments)).all() == [{}, {}]


@pytest.mark.parametrize(
    ("page", "more"), [("/password-reset", {}), ("/sign-in", {"password": "kunci yang salah"})]
)
def test_strangers_cost_what_accounts_cost(
    client: FlaskClient, count_queries: CountQueries, page: str, more: dict[str, str]
) -> None:
    """The times themselves are compared by `python -m bench.faults F16`."""
    known = make_user(password_hash=hashed("kunci pintu perpustakaan")).email
    commit()
    asked = []

    for email in ("siapa@lain.example", known, "orang@lain.example"):
        token = token_on(client.get(page).text)
        with count_queries() as statements:
            client.post(page, data={"csrf_token": token, "email": email, **more})
        asked.append([str(one) for one in statements])

    assert asked[1] == asked[2]


def test_the_first_run_makes_one_admin_and_closes_for_ever(app: Flask) -> None:
    address = path(setup_address())
    visitor = app.test_client()
    data = {**CHOICE, "network_name": "JPK", "name": "Sari", "email": "sari@jpk.example"}

    assert visitor.get("/setup/" + "x" * 43).status_code == 404
    assert post(visitor, address, data).status_code == 303
    assert visitor.get("/account").status_code == 200
    assert app.test_client().get(address).status_code == 404
    assert db.session.scalars(sa.select(User.role)).all() == [Role.ADMIN]


def test_the_secretariat_sets_up_a_second_factor_before_anything_else(
    app: Flask, sign_in: SignIn
) -> None:
    user = make_user(needs_totp=True)
    browser = sign_in(user)
    assert browser.get("/account").location == "/account/second-factor/new"
    page = browser.get("/account/second-factor/new").text
    secret = re.findall(r"\b[A-Z2-7]{32}\b", page)[0]

    refused = post(
        browser, "/account/second-factor", {"code": "000000"}, page="/account/second-factor/new"
    )
    assert refused.status_code == 422
    code = pyotp.TOTP(secret).at(int(clock.now().timestamp()))
    post(browser, "/account/second-factor", {"code": code}, page="/account/second-factor/new")

    assert browser.get("/account").status_code == 200


def test_a_code_is_good_once(app: Flask) -> None:
    user, secret = make_user(), pyotp.random_base32()
    with time_machine.travel(clock.now(), tick=False):
        code = pyotp.TOTP(secret).at(int(clock.now().timestamp()))

        assert accepts(user, secret, code)
        assert not accepts(user, secret, code)


def test_two_admins_who_close_each_other_leave_one(app: Flask) -> None:
    first, second = make_user(Role.ADMIN), make_user(Role.ADMIN)
    commit()
    pairs = [(first.id, second.id), (second.id, first.id)]
    refusals: list[int] = []

    def close_other(_me: int, other: int) -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    close(db.session.get_one(User, other), by=SYSTEM)
            except NotPossible:
                refusals.append(other)
            finally:
                db.session.remove()

    threads = [Thread(target=close_other, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.expire_all()
    admins = sa.select(sa.func.count(User.id)).where(User.role == Role.ADMIN, User.active)
    assert db.session.scalar(admins) == 1
    assert len(refusals) == 1
