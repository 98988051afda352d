"""What was opened last: the browser keeps kinds and numbers, names only of what may be seen."""

import re

import pytest
from flask import Flask

from crm.core.transactions import commit
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_user
from tests.pages import words_of
from tests.search.test_finding import register, register_person

pytestmark = pytest.mark.both_engines


def test_the_page_of_a_record_says_which_it_is_and_no_other_page_does(
    app: Flask, sign_in: SignIn
) -> None:
    house = register("RSUD Melati")
    user = make_user(language="en")
    secretary = sign_in(user)

    shown = secretary.get(f"/institutions/{house.id}").text
    edited = secretary.get(f"/institutions/{house.id}/edit").text

    assert f'data-account="{user.id}" data-record="institution:{house.id}"' in shown
    assert 'data-record=""' in edited


def test_names_come_in_the_order_in_which_they_were_opened(
    app: Flask, sign_in: SignIn, count_queries: CountQueries
) -> None:
    house, maya = register("RSUD Melati"), register_person("Maya Lestari")
    secretary = sign_in(make_user(language="en"))
    commit()
    asked = [f"of=person:{maya.id}", f"of=institution:{house.id}", f"of=person:{maya.id}"]

    with count_queries() as few:
        page = secretary.get(f"/search/recent?{'&'.join(asked[:1])}").text
    with count_queries() as more:
        both = secretary.get(f"/search/recent?{'&'.join(asked)}").text

    assert re.findall(r"/people/(\d+)\"", page) == [str(maya.id)]
    assert both.index("Maya Lestari") < both.index("RSUD Melati")
    assert both.count("Maya Lestari") == 1
    assert len(more) == len(few)


def test_what_may_not_be_seen_has_no_name(app: Flask, sign_in: SignIn) -> None:
    own, open_one = register("RSUD Sendiri"), register("RSUD Terbuka", published=True)
    hidden, foreign = register("RSUD Kenaribiru"), register_person("Kenaribiru Asing")
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    commit()
    asked = [f"institution:{one.id}" for one in (own, open_one, hidden)]
    asked += [f"person:{foreign.id}", "person:999999"]

    page = words_of(partner.get("/search/recent", query_string={"of": asked}).text)

    assert "RSUD Sendiri" in page
    assert "RSUD Terbuka" in page
    assert "Kenaribiru" not in page


@pytest.mark.parametrize("asked", ["", "institution", "person:", "person:٣", "x:1", "person:-1"])
def test_whatever_is_no_record_says_nothing(app: Flask, sign_in: SignIn, asked: str) -> None:
    register_person("Maya Lestari")
    secretary = sign_in(make_user(language="en"))

    page = secretary.get("/search/recent", query_string={"of": [asked, "person:9999999999999"]})

    assert page.status_code == 200
    assert "Nothing opened yet" in page.text
