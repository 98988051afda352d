"""Everything by keyboard: skip link, search, the list of keys, rows, menus."""

from playwright.sync_api import expect

from crm.core.db import save
from crm.people.models import Person
from crm.permissions import Role
from tests.browser.conftest import NewReader
from tests.browser.reading import Reader
from tests.factories.register import make_user


def focused(reader: Reader) -> str:
    return str(reader.page.evaluate("document.activeElement.id"))


def test_the_first_stop_skips_to_the_content(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac")
    reader.key("Tab")
    expect(reader.link("Skip to content")).to_be_focused()
    reader.key("Enter")

    assert focused(reader) == "content"


def test_a_slash_leads_to_the_search_and_nowhere_while_typing(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac")
    reader.key("/", "a", "/", "b")
    assert focused(reader) == "find"
    expect(reader.page.locator("#find")).to_have_value("a/b")
    reader.key("Escape")
    reader.page.locator("main").click(position={"x": 2, "y": 2})
    reader.key("Control+k")

    assert focused(reader) == "find"


def test_a_question_mark_opens_the_list_of_keys(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac")
    reader.key("?")
    expect(reader.page.locator("dialog#keys")).to_be_visible()
    reader.pictured("keys")
    reader.key("Escape")

    expect(reader.page.locator("dialog#keys")).to_be_hidden()


def test_rows_are_walked_with_j_and_k(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac?year=2027")
    names = reader.page.locator(".m-name")
    reader.key("j", "j")
    expect(names.nth(1)).to_be_focused()
    reader.key("k")

    expect(names.nth(0)).to_be_focused()


def test_the_account_menu_opens_and_closes_by_key(signed_in_page: NewReader) -> None:
    reader = signed_in_page(make_user(Role.SECRETARIAT))

    reader.open("/almanac")
    menu = reader.page.locator(".m-account")
    menu.locator("summary").focus()
    reader.key("Enter")
    expect(menu).to_have_attribute("open", "")
    reader.key("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_the_search_field_offers_records_and_what_may_be_added(
    signed_in_page: NewReader,
) -> None:
    by = make_user(Role.SECRETARIAT)
    save(Person.register(by=by.as_actor(), name="Melati Suryani"))
    reader = signed_in_page(by)

    reader.open("/almanac")
    reader.page.locator("#find").press_sequentially("mel")
    offers = reader.page.locator("#find-offers [role=option]")
    expect(offers.filter(has_text="Melati Suryani")).to_be_visible()
    reader.pictured("palette")
    reader.key("ArrowDown", "Enter")
    expect(reader.page.locator("h1")).to_contain_text("Melati Suryani")
    reader.open("/almanac")
    reader.page.locator("#find").press_sequentially(reader.said("New person").lower()[:8])
    expect(offers.first).to_contain_text(reader.said("New person"))
    reader.key("ArrowDown", "Enter")

    expect(reader.page).to_have_url(f"{reader.address}/people/new")


def test_the_empty_search_field_offers_what_was_opened_before(signed_in_page: NewReader) -> None:
    by = make_user(Role.SECRETARIAT)
    maya = save(Person.register(by=by.as_actor(), name="Melati Suryani"))
    other = save(Person.register(by=by.as_actor(), name="Bunga Lestari"))
    reader = signed_in_page(by)
    offers = reader.page.locator("#find-offers [role=option]")

    reader.open(f"/people/{maya.id}")
    reader.open(f"/people/{other.id}")
    reader.open("/almanac")
    reader.page.evaluate(
        "shelf => localStorage.setItem(shelf, JSON.stringify("
        "[...JSON.parse(localStorage.getItem(shelf)), 'person:424242']))",
        f"opened {by.id}",
    )
    reader.key("Control+k")
    expect(offers).to_have_count(2)
    expect(offers.first).to_contain_text("Bunga Lestari")
    assert "Lestari" not in reader.page.evaluate("JSON.stringify(localStorage)")
    reader.pictured("recents")
    reader.key("ArrowDown", "ArrowDown", "Enter")

    expect(reader.page.locator("h1")).to_contain_text("Melati Suryani")
    reader.key("Control+k")
    expect(offers).to_have_count(1)
    reader.key("Escape")
    reader.page.locator(".m-account summary").click()
    reader.page.locator("form[action='/sign-out'] button").click()
    reader.page.wait_for_url("**/sign-in*")

    assert reader.page.evaluate("localStorage.length") == 0
