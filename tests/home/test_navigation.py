"""The menu: what is built, what the role may open, and counts where somebody must act."""

import re

import pytest

from crm.core.access import declared_access
from crm.home.navigation import GROUPS, SHORTCUTS
from crm.institutions.models import MembershipState
from crm.permissions import Permission, Role
from crm.reminders.models import MessageState
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.home.test_home import make_letter
from tests.pages import words_of

ENTRY = re.compile(r'<li><a href="([^"]+)"[^>]*>')


def menu(html: str) -> list[str]:
    return ENTRY.findall(html.split('<nav aria-label="Menu">')[1].split("</nav>", maxsplit=1)[0])


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_leads_to_a_page_that_the_role_may_open(sign_in: SignIn, role: Role) -> None:
    own = make_institution().id if role is Role.PARTNER else None
    user = make_user(role, institution_id=own)
    browser = sign_in(user)

    entries = menu(browser.get("/").text)

    assert "/" in entries
    for address in entries:
        assert browser.get(address, follow_redirects=True).status_code == 200, address


def test_a_role_is_not_shown_what_it_may_not_open(sign_in: SignIn) -> None:
    own = make_institution()
    partner = menu(sign_in(make_user(Role.PARTNER, institution_id=own.id)).get("/").text)
    expert = menu(sign_in(make_user(Role.EXPERT)).get("/").text)

    assert {"/imports", "/audit", "/users", "/desk", "/parent-bodies"}.isdisjoint(partner)
    assert {"/institutions", "/people"}.isdisjoint(expert)
    assert {"/institutions", "/people"} <= set(partner)


def test_what_is_not_built_is_not_in_the_menu(sign_in: SignIn) -> None:
    browser = sign_in(make_user())
    app = browser.application
    built = {rule.rule for rule in app.url_map.iter_rules()}

    for address in menu(browser.get("/").text):
        assert address in built or f"{address}/" in built


def test_one_entry_is_marked_as_the_present_one(sign_in: SignIn) -> None:
    institution = make_institution(state=MembershipState.ACTIVE)
    browser = sign_in(make_user())

    page = browser.get(f"/institutions/{institution.id}").text
    nav = page.split('<nav aria-label="Menu">')[1].split("</nav>")[0]

    assert nav.count("aria-current") == 1
    assert '<a href="/institutions" aria-current="page">' in nav


def test_counts_stand_where_somebody_must_act_and_cost_one_statement(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    make_letter(state=MessageState.DEAD)
    browser = sign_in(make_user(language="en"))
    browser.get("/almanac")

    with count_queries() as statements:
        page = browser.get("/institutions").text

    assert "m-count-hot" in page
    assert "1 waiting" in words_of(page)
    assert sum("message" in statement for statement in statements) == 1
    assert len(statements) <= 6


def test_the_phone_has_five_shortcuts(sign_in: SignIn) -> None:
    page = sign_in(make_user()).get("/").text

    bar = page.split('class="m-tabbar"')[1].split("</nav>")[0]
    assert bar.count("<a ") == 5


def test_every_place_that_is_built_declares_a_real_right(sign_in: SignIn) -> None:
    app = sign_in(make_user()).application
    endpoints = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules()}
    places = [*SHORTCUTS, *(place for _label, group in GROUPS for place in group)]

    for place in places:
        for path in place.paths:
            if path in endpoints:
                assert declared_access(app, endpoints[path]) in {*Permission, "public"}
