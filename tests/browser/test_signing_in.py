"""Coming in: password, private links, second factor."""

from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.permissions import Role
from tests.browser.reading import Reader
from tests.factories.register import make_user

PASSWORD = "kunci pintu perpustakaan lama"


def with_password(role: Role = Role.SECRETARIAT, **given: object) -> User:
    return make_user(role, password_hash=hashed(PASSWORD), **given)


def test_the_right_password_leads_to_the_page_that_was_wanted(desk_browser: Reader) -> None:
    user = with_password()

    desk_browser.open("/documents")
    desk_browser.is_at("/sign-in")
    desk_browser.write("E-mail", user.email)
    desk_browser.write("Password", PASSWORD)
    desk_browser.press("Sign in")

    desk_browser.is_at("/documents")


def test_a_wrong_password_keeps_the_address(phone: Reader) -> None:
    user = with_password()

    phone.open("/sign-in")
    phone.write("E-mail", user.email)
    phone.write("Password", "bukan ini kuncinya")
    phone.press("Sign in", refused=422)

    phone.sees("E-mail and password do not belong together. Check both.")
    assert phone.field("E-mail").input_value() == user.email
    assert phone.field("Password").input_value() == ""
    phone.pictured("sessions-new-refused")
