"""Language, theme and the own account: changed where one stands, without losing the place."""

from playwright.sync_api import expect

from crm.permissions import Role
from tests.browser.conftest import NewReader
from tests.browser.reading import Reader
from tests.factories.register import make_user

OTHER = {"id": "en", "en": "id"}


def theme_of(reader: Reader) -> str | None:
    return reader.page.locator("html").get_attribute("data-bs-theme")


def test_the_language_is_switched_on_the_page_where_one_stands(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))
    other = OTHER[reader.look.language]

    reader.open("/almanac?year=2027")
    reader.page.locator(".m-tools form[action='/language'] button").click()

    expect(reader.page.locator("html")).to_have_attribute("lang", other)
    assert reader.page.url.endswith("/almanac?year=2027")
    reader.open("/documents")
    expect(reader.page.locator("html")).to_have_attribute("lang", other)


def test_the_theme_is_switched_at_once_and_kept(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac?year=2027")
    with reader.page.expect_response("**/theme"):
        reader.button("Switch light or dark theme").click()

    assert theme_of(reader) == "dark"
    reader.open("/almanac?year=2028")
    assert theme_of(reader) == "dark"


def test_on_a_phone_language_and_theme_stand_in_the_menu(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT), size="phone")

    reader.open("/almanac")
    reader.press("Open menu")
    with reader.page.expect_response("**/theme"):
        reader.button("Switch light or dark theme").click()
    reader.pictured("menu")

    assert theme_of(reader) == "dark"


def test_without_scripts_the_theme_is_switched_all_the_same(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT), scripts=False)

    reader.open("/almanac?year=2027")
    reader.press("Switch light or dark theme")

    expect(reader.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert reader.page.url.endswith("/almanac?year=2027")


def test_the_own_language_is_saved_with_the_account(signed_in_page: NewReader) -> None:
    user = make_user(Role.EXPERT, name="Maya Lestari")
    reader = signed_in_page(user)

    reader.open("/account")
    reader.write("Name", "dr. Maya Lestari")
    reader.field("Language").select_option("en")
    reader.press("Save")

    reader.sees("Your account is changed.")
    assert (user.name, user.language) == ("dr. Maya Lestari", "en")
