"""Lists as people keep them: tags, charge, archive, order, columns, views, acts on many records."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crm.core.db import db
from crm.institutions.models import MembershipState
from crm.labels.models import Archived, BulkAct, SavedView, Tagging
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_person, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

NAMES = ("Anggrek", "Bakung", "Cempaka", "Dahlia")


@pytest.fixture
def libraries(app: Flask) -> list[Any]:
    return [make_institution(name=f"RS {name}", sort_name=f"rs {name.lower()}") for name in NAMES]


def act(
    browser: FlaskClient, ids: list[int], word: str, asked: str = "", **given: str
) -> TestResponse:
    chosen = "&".join(f"chosen={one}" for one in ids)
    page = f"/lists/institution/acts/new?{chosen}&asked={asked.replace('&', '%26')}"
    facts = {"act": word, "which": "some" if ids else "all", "user_id": "", "asked": asked}
    ticked = ",".join(map(str, ids))
    return post(browser, "/lists/institution/acts", facts | {"chosen": ticked} | given, page=page)


def names_on(page: str) -> list[str]:
    return re.findall(r'class="m-name"[^>]*>RS (\w+)<', page)


def undo(browser: FlaskClient, answer: TestResponse) -> None:
    assert answer.status_code == 303
    newest = db.session.scalar(sa.select(sa.func.max(BulkAct.id)))
    assert post(browser, f"/lists/acts/{newest}/deletion", page="/institutions").status_code == 303


def test_a_tag_is_put_on_some_found_by_and_taken_back(
    libraries: list[Any], sign_in: SignIn
) -> None:
    secretary, found = sign_in(make_user()), "/institutions?tag=rujukan+nasional"

    answer = act(secretary, [libraries[0].id, libraries[2].id], "tag", tag="Rujukan Nasional")

    toast = secretary.get(answer.headers["Location"]).text
    assert re.search(r'action="/lists/acts/\d+/deletion"', toast)
    assert names_on(secretary.get(found).text) == ["Anggrek", "Cempaka"]
    assert "Rujukan" in secretary.get(f"/institutions/{libraries[0].id}").text
    undo(secretary, answer)
    assert names_on(secretary.get(found).text) == []


def test_an_act_is_for_all_that_the_list_holds(libraries: list[Any], sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    act(secretary, [libraries[1].id], "tag", tag="lama")

    page = secretary.get("/lists/institution/acts/new?act=archive&asked=tag%3Dlama").text
    act(secretary, [], "archive", asked="tag=lama")

    assert "all 1 that the list holds" in page
    assert names_on(secretary.get("/institutions").text) == ["Anggrek", "Cempaka", "Dahlia"]
    assert names_on(secretary.get("/institutions?bin=archive").text) == ["Bakung"]


def test_a_member_is_not_archived(libraries: list[Any], sign_in: SignIn) -> None:
    libraries[0].state = MembershipState.ACTIVE
    secretary = sign_in(make_user())

    answer = act(secretary, [one.id for one in libraries], "archive")

    assert names_on(secretary.get("/institutions").text) == ["Anggrek"]
    undo(secretary, answer)
    assert len(names_on(secretary.get("/institutions").text)) == 4
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Archived)) == 0


def test_what_was_so_already_is_not_counted_and_not_undone(
    libraries: list[Any], sign_in: SignIn
) -> None:
    secretary = sign_in(make_user())
    act(secretary, [libraries[0].id], "tag", tag="a")

    answer = act(secretary, [libraries[0].id, libraries[1].id], "tag", tag="A")
    done = db.session.scalars(sa.select(BulkAct).order_by(BulkAct.id.desc())).first()
    assert done
    assert done.count == 1
    undo(secretary, answer)

    assert list(db.session.scalars(sa.select(Tagging.record_id))) == [libraries[0].id]
    again = post(secretary, f"/lists/acts/{done.id}/deletion", page="/institutions")
    assert again.status_code == 409


def test_somebody_is_in_charge(libraries: list[Any], sign_in: SignIn) -> None:
    sari, bima = make_user(name="Sari"), make_user(name="Bima")
    secretary = sign_in(sari)
    act(secretary, [libraries[0].id], "hand", user_id=str(bima.id))

    both = [libraries[0].id, libraries[3].id]
    answer = act(secretary, both, "hand", user_id=str(sari.id))

    assert names_on(secretary.get("/institutions?charge=me").text) == ["Anggrek", "Dahlia"]
    undo(secretary, answer)
    assert names_on(sign_in(bima).get("/institutions?charge=me").text) == ["Anggrek"]


def test_order_and_columns_are_kept_in_the_address(libraries: list[Any], sign_in: SignIn) -> None:
    libraries[1].phone = "021 777"
    secretary = sign_in(make_user())

    backwards = secretary.get("/institutions?sort=-name").text
    newest = secretary.get("/institutions?sort=newest&columns=phone,code").text

    assert names_on(backwards) == ["Dahlia", "Cempaka", "Bakung", "Anggrek"]
    assert names_on(newest) == ["Dahlia", "Cempaka", "Bakung", "Anggrek"]
    assert "021 777" in newest
    for hostile in ("sort=note", "sort=name;--", "columns=password_hash", "bin=x", "charge=2"):
        assert secretary.get(f"/institutions?{hostile}").status_code == 400


def test_labels_do_not_exist_for_those_outside(libraries: list[Any], sign_in: SignIn) -> None:
    act(sign_in(make_user()), [libraries[0].id], "tag", tag="kenari-tanda")
    partner = sign_in(make_user(Role.PARTNER, institution_id=libraries[0].id))

    assert "kenari-tanda" not in partner.get(f"/institutions/{libraries[0].id}").text
    hidden = partner.get("/institutions?tag=kenari-tanda")
    invented = partner.get("/institutions?rahasia=kenari-tanda")
    assert hidden.status_code == invented.status_code == 400
    assert partner.get("/institutions?columns=tags").status_code == 400
    assert partner.get("/lists/institution/acts/new").status_code == 403


def test_views_are_own_or_shared_and_one_opens_the_list(
    libraries: list[Any], sign_in: SignIn
) -> None:
    secretary, other = sign_in(make_user(name="Sari")), sign_in(make_user())
    views = "/lists/institution/views"

    def save(browser: FlaskClient, name: str, **given: str) -> TestResponse:
        facts = {"name": name, "query": "sort=-name&columns=phone", **given}
        return post(browser, views, facts, page=views)

    saved = save(secretary, "Milikku").headers["Location"]
    assert "?sort=-name&columns=phone&view=" in saved
    save(secretary, "Bersama", shared="y", opens="y")

    seen = other.get(views).text
    assert "Bersama" in seen
    assert "Milikku" not in seen
    opened = secretary.get("/institutions")
    assert "/institutions?sort=-name&columns=phone&view=" in opened.headers["Location"]
    assert other.get("/institutions").status_code == 200
    assert save(other, "x", query="sort=rahasia").status_code == 400
    mine = db.session.scalars(sa.select(SavedView).where(SavedView.name == "Milikku")).one()
    assert post(other, f"{views}/{mine.id}/deletion", page=views).status_code == 404


def test_the_view_that_a_list_shows_is_named_under_the_title(
    libraries: list[Any], sign_in: SignIn
) -> None:
    secretary, other = sign_in(make_user(language="en")), sign_in(make_user(language="en"))
    views = "/lists/institution/views"
    facts = {"name": "Menurut nama", "query": "sort=-name"}
    shown = post(secretary, views, facts, page=views).headers["Location"]

    assert "View “Menurut nama” " in words_of(secretary.get(shown).text)
    assert "View “Menurut nama”, changed" in words_of(secretary.get(f"{shown}&q=a").text)
    assert "Menurut nama" not in words_of(other.get(shown).text)
    assert secretary.get("/institutions?view=²").status_code == 200
    assert secretary.get("/institutions?view=99999999999").status_code == 200


def test_the_lists_cost_the_same_at_any_length(
    libraries: list[Any], sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary, costs = sign_in(make_user()), {}
    asked = "/institutions?columns=tags,charge,parents,phone"
    act(secretary, [libraries[0].id], "tag", tag="a")
    for count in (4, 44):
        for number in range(count - 4):
            make_institution(name=f"RS {number}")
        for url in ("/institutions", asked):
            secretary.get(url)
            with count_queries() as statements:
                secretary.get(url)
            costs[url, count] = len(statements)

    print(f"list: {costs['/institutions', 44]} SQL as usual, {costs[asked, 44]} with four columns")
    assert costs["/institutions", 4] == costs["/institutions", 44]
    assert costs[asked, 4] == costs[asked, 44]
    assert costs["/institutions", 44] <= 6


def test_a_list_of_people_is_kept_as_well(app: Flask, sign_in: SignIn) -> None:
    make_person(name="Maya Lestari", sort_name="maya lestari", position="Dosen")

    page = sign_in(make_user()).get("/people?columns=position,where&sort=newest").text

    assert "Dosen" in page
