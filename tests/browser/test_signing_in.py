"""Coming in: password, private links, second factor, the very first run."""

import re

import pyotp
from flask import Flask

from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.accounts.setup import setup_address
from crm.core.db import db
from crm.permissions import Role
from tests.browser.conftest import NewReader
from tests.browser.postbox import Postbox
from tests.browser.reading import Reader
from tests.factories.register import make_user

PASSWORD = "kunci pintu perpustakaan lama"
ANOTHER = "jendela baca menghadap taman"


def with_password(role: Role = Role.SECRETARIAT, **given: object) -> User:
    password_hash = hashed(PASSWORD)
    return make_user(role, password_hash=password_hash, **given)


def sign_in(reader: Reader, user: User, password: str = PASSWORD) -> None:
    reader.write("E-mail", user.email)
    reader.write("Password", password)
    reader.press("Sign in")


def test_the_right_password_leads_to_the_page_that_was_wanted(desk_browser: Reader) -> None:
    user = with_password()

    desk_browser.open("/documents")
    desk_browser.is_at("/sign-in")
    sign_in(desk_browser, user)

    desk_browser.is_at("/documents")


def test_a_wrong_password_keeps_the_address(phone: Reader) -> None:
    user = with_password()

    phone.open("/sign-in")
    phone.watch.allowed |= {422}
    sign_in(phone, user, "bukan ini kuncinya")

    phone.sees("E-mail and password do not belong together. Check both.")
    assert phone.field("E-mail").input_value() == user.email
    assert phone.field("Password").input_value() == ""
    phone.pictured("sessions-new-refused")


def test_someone_invited_chooses_a_password_from_the_letter(
    signed_in_page: NewReader, phone: Reader, postbox: Postbox
) -> None:
    office = signed_in_page(make_user(Role.ADMIN))

    office.open("/users")
    office.follow("Invite someone")
    office.write("Name", "Endah Kusumawati")
    office.write("E-mail", "endah@anggrek.example")
    office.choose("Role", "Board")
    office.press("Send the invitation")
    office.sees("%(name)s gets a letter with a link to choose a password.", name="Endah Kusumawati")
    link = postbox.link_for("endah@anggrek.example")
    phone.open(link)
    assert re.fullmatch(r"/c/link/\d+", phone.path)
    phone.write("New password", PASSWORD)
    phone.write("The same once more", ANOTHER)
    phone.press("Save password and sign in", refused=422)
    phone.sees("The two passwords differ. Type the same one twice.")
    phone.pictured("passwords-new-refused")
    phone.write("New password", PASSWORD)
    phone.write("The same once more", PASSWORD)
    phone.press("Save password and sign in")

    phone.is_at("/")
    phone.sees("Your password is set. You are signed in.")
    phone.open(link, answers=410)
    phone.pictured("passwords-closed")


def test_a_forgotten_password_is_chosen_anew_from_a_letter(
    desk_browser: Reader, postbox: Postbox
) -> None:
    user = with_password(Role.PARTNER, language=desk_browser.look.language)

    desk_browser.open("/sign-in")
    desk_browser.follow("Forgot the password?")
    desk_browser.write("E-mail", user.email)
    desk_browser.press("Send the link")
    desk_browser.sees("Look into your mail")
    desk_browser.pictured("resets-show")
    desk_browser.open(postbox.link_for(user.email))
    desk_browser.write("New password", ANOTHER)
    desk_browser.write("The same once more", ANOTHER)
    desk_browser.press("Save password and sign in")

    desk_browser.is_at("/")
    desk_browser.open("/account")
    desk_browser.sees(user.email)


def test_a_second_factor_is_set_up_and_asked_for(
    signed_in_page: NewReader, desk_browser: Reader
) -> None:
    user = with_password(Role.BOARD)
    reader = signed_in_page(user, size="phone")

    reader.open("/account")
    reader.follow("Set up the second factor")
    reader.write("Code", "000000")
    reader.press("Set up", refused=422)
    reader.sees("This code does not fit. Scan the picture again, then type the code.")
    secret = re.search(r"\b[A-Z2-7]{32}\b", reader.page.inner_text("main"))
    assert secret
    reader.write("Code", pyotp.TOTP(secret[0]).now())
    reader.press("Set up")
    reader.sees("The second factor is set up. You will be asked for a code when you sign in.")
    user.totp_last_step = 0
    desk_browser.open("/sign-in")
    sign_in(desk_browser, user)
    desk_browser.is_at("/sign-in/code")
    desk_browser.write("Code", pyotp.TOTP(secret[0]).now())
    desk_browser.press("Go on")

    desk_browser.is_at("/")


def test_the_first_run_makes_the_first_administrator(app: Flask, desk_browser: Reader) -> None:
    desk_browser.open(setup_address())
    desk_browser.write("Name of the network", "Jaringan Perpustakaan Contoh")
    desk_browser.write("Your name", "Agus Priyanto")
    desk_browser.write("E-mail", "agus@jpk.example")
    desk_browser.write("New password", PASSWORD)
    desk_browser.write("The same once more", PASSWORD)
    desk_browser.press("Open Mitra")

    desk_browser.is_at("/")
    desk_browser.open("/users")
    desk_browser.sees("agus@jpk.example")
    assert db.session.query(User).count() == 1


def test_signing_out_leaves_nothing_in_the_browser(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac")
    reader.page.locator(".m-account summary").click()
    reader.press("Sign out")

    reader.sees("You are signed out.")
    assert not [cookie for cookie in reader.context.cookies() if cookie["name"] == "mitra"]
    reader.page.go_back()
    reader.is_at("/sign-in")
