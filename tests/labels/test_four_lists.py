"""A secretary lives through each of the four lists: filters, columns, views, acts, files."""

import csv
import re
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.labels.models import Archived, Charge, SavedView, Tag, Tagging
from crm.people.expertise import name_expert
from crm.people.models import ExpertKind, Person
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_parent_body, make_person, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines


@dataclass(frozen=True)
class Lists:
    """One of the four: its word, whose labels it shows, where it is, and one of its columns."""

    kind: str
    of: str
    url: str
    column: str
    make: Any


def make_expert(**given: Any) -> Person:
    person = make_person(**given)
    name_expert(person, {"kind": ExpertKind.DOCTOR, "field": "Kedokteran"}, by=SYSTEM)
    return person


FOUR = (
    Lists("institution", "institution", "/institutions", "phone", make_institution),
    Lists("parent_body", "parent_body", "/parent-bodies", "phone", make_parent_body),
    Lists("person", "person", "/people", "phone", make_person),
    Lists("expert", "person", "/people/experts", "field", make_expert),
)
NAMES = ("Anggrek Satu", "Anggrek Dua", "Melati Tiga")
each_list = pytest.mark.parametrize("of", FOUR, ids=lambda one: one.kind)


@pytest.fixture
def secretary(sign_in: SignIn) -> FlaskClient:
    client: FlaskClient = sign_in(make_user(name="Sari Wulandari", language="en"))
    return client


def three(of: Lists) -> list[Any]:
    found = [of.make(name=name, sort_name=name.casefold()) for name in NAMES]
    commit()
    return found


def shown(client: FlaskClient, address: str) -> set[str]:
    page = client.get(address)
    assert page.status_code == 200, address
    return {name for name in NAMES if f">{name}" in page.text}


def act(client: FlaskClient, of: Lists, chosen: list[Any], **given: str) -> None:
    """Tick rows, press a button of the bar, do what the page after it asks."""
    ticked = urlencode([("chosen", one.id) for one in chosen])
    page = f"/lists/{of.kind}/acts/new?{ticked}&asked=&act={given['act']}"
    ids = ",".join(str(one.id) for one in chosen)
    form = {"chosen": ids, "asked": "", "which": "some", "user_id": "", **given}
    assert post(client, f"/lists/{of.kind}/acts", form, page=page).status_code == 303


def rows_of(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"))))


@each_list
def test_the_bar_tags_hands_archives_and_each_is_taken_back(
    of: Lists, secretary: FlaskClient
) -> None:
    one, two, _three = three(of)
    page = secretary.get(of.url).text
    for words in ("Tag", "Put somebody in charge", "Archive", "Export as CSV", "Merge"):
        assert f">{words}</button>" in page

    act(secretary, of, [one, two], act="tag", tag="Rujukan")
    assert shown(secretary, f"{of.url}?tag=rujukan") == {"Anggrek Satu", "Anggrek Dua"}
    held = sa.select(Tagging.record_kind, Tagging.record_id).order_by(Tagging.record_id)
    assert [tuple(row) for row in db.session.execute(held)] == [(of.of, one.id), (of.of, two.id)]

    me = db.session.scalars(sa.text("SELECT id FROM account WHERE name = 'Sari Wulandari'")).one()
    act(secretary, of, [two], act="hand", user_id=str(me))
    assert shown(secretary, f"{of.url}?charge=me") == {"Anggrek Dua"}
    assert db.session.scalars(sa.select(Charge.record_kind)).all() == [of.of]

    act(secretary, of, [one], act="archive")
    assert shown(secretary, of.url) == {"Anggrek Dua", "Melati Tiga"}
    assert shown(secretary, f"{of.url}?bin=archive") == {"Anggrek Satu"}
    back = re.search(r"/lists/acts/\d+/deletion", secretary.get(of.url).text)
    assert db.session.scalars(sa.select(Archived.record_kind)).all() == [of.of]
    assert back is None
    act(secretary, of, [one], act="restore")
    assert shown(secretary, of.url) == set(NAMES)


@each_list
def test_only_what_is_ticked_or_only_what_is_seen_goes_into_the_file(
    of: Lists, secretary: FlaskClient
) -> None:
    one, _two, last = three(of)
    file = f"/lists/{of.kind}/export/csv"
    ticked = urlencode([("chosen", one.id), ("chosen", last.id), ("asked", "")])
    narrow = urlencode({"chosen": last.id, "asked": f"columns={of.column}&sort=-name"})

    whole = rows_of(secretary.get(file))
    two = rows_of(secretary.get(f"{file}?{ticked}"))
    seen = rows_of(secretary.get(f"{file}?q=anggrek"))
    columns = rows_of(secretary.get(f"{file}?{narrow}"))
    nothing = secretary.get(f"{file}?asked=")

    assert len(whole) == 4
    assert [row[0] for row in two[1:]] == ["Anggrek Satu", "Melati Tiga"]
    assert [row[0] for row in seen[1:]] == ["Anggrek Dua", "Anggrek Satu"]
    assert columns[0][0] == "Name"
    assert [len(row) - 1 for row in columns] == [2, 2]
    assert columns[1][0] == "Melati Tiga"
    assert nothing.status_code == 400
    assert "Tick the rows first" in words_of(nothing.text)
    workbook = secretary.get(f"/lists/{of.kind}/export/xlsx?{ticked}")
    assert workbook.data[:2] == b"PK"


@each_list
def test_columns_and_order_stay_in_the_address(of: Lists, secretary: FlaskClient) -> None:
    three(of)

    offered = secretary.get(f"/lists/{of.kind}/columns?asked=q%3Danggrek").text
    page = secretary.get(f"{of.url}?q=anggrek&columns={of.column},tags&sort=-name").text

    assert f'value="{of.column}"' in offered
    assert 'name="q" value="anggrek"' in offered
    assert page.index("Anggrek Satu") < page.index("Anggrek Dua")
    assert "Tags" in words_of(page)
    assert secretary.get(f"{of.url}?columns=secret").status_code == 400


@each_list
def test_a_view_is_own_shared_and_opens_the_list(
    of: Lists, secretary: FlaskClient, sign_in: SignIn
) -> None:
    three(of)
    views = f"/lists/{of.kind}/views"
    form = {"name": "Anggrek saja", "query": "q=anggrek&sort=-name", "shared": "y", "opens": "y"}
    assert post(secretary, views, form, page=f"{views}?asked=q%3Danggrek").status_code == 303
    view = db.session.scalars(sa.select(SavedView)).one()

    opened = secretary.get(of.url)
    assert opened.status_code == 302
    assert "q=anggrek" in opened.location
    page = secretary.get(opened.location)
    assert "View “Anggrek saja”" in words_of(page.text)
    changed = secretary.get(f"{opened.location}&tag=x")
    assert "changed" in words_of(changed.text)

    colleague = sign_in(make_user(Role.SECRETARIAT, language="en"))
    assert colleague.get(of.url).status_code == 200
    assert "Anggrek saja" in colleague.get(views).text
    assert post(colleague, f"{views}/{view.id}", page=views).status_code == 303
    assert colleague.get(of.url).status_code == 302
    assert post(secretary, f"{views}/{view.id}/deletion", page=views).status_code == 303
    _told = secretary.get(views)
    assert "Anggrek saja" not in secretary.get(views).text


@each_list
def test_the_filters_are_read_as_a_sentence_and_taken_off_one_by_one(
    of: Lists, secretary: FlaskClient
) -> None:
    one, *_others = three(of)
    act(secretary, of, [one], act="tag", tag="Rujukan")

    page = secretary.get(f"{of.url}?q=anggrek&tag=Rujukan&sort=-name").text
    said = words_of(page)

    assert "called “anggrek”" in said
    assert "tagged “Rujukan”" in said
    assert "in anybody's charge" in said
    assert "sorted by name, backwards" in said
    assert f'href="{of.url}?tag=Rujukan&amp;sort=-name"' in page
    assert f'href="{of.url}?q=anggrek&amp;sort=-name"' in page
    assert db.session.scalars(sa.select(Tag.name)).all() == ["Rujukan"]
    assert secretary.get(f"{of.url}?invented=1").status_code == 400


@each_list
def test_two_ticked_rows_lead_to_their_comparison(of: Lists, secretary: FlaskClient) -> None:
    one, two, _three = three(of)
    chosen = urlencode([("chosen", one.id), ("chosen", two.id)])

    led = secretary.get(f"/merges/chosen/{of.kind}?{chosen}&asked={quote('q=anggrek')}")

    assert led.status_code == 303
    assert secretary.get(led.location).status_code == 200
