"""The archive: out of lists, search and choices; on its page a record says so and can come back."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.core.actors import SYSTEM
from crm.core.db import save
from crm.core.records import called
from crm.institutions.models import Institution, InstitutionType, ParentBody
from crm.labels.acting import act_on
from crm.labels.models import Act
from crm.people.expertise import name_expert
from crm.people.models import ExpertKind, Person
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.campaigns import make_campaign, make_manager
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.factories.sharing import make_cast
from tests.pages import post, words_of

PAGES = {"institution": "/institutions", "parent_body": "/parent-bodies", "person": "/people"}


@pytest.fixture
def records(app: Flask) -> dict[str, Any]:
    """One record of each kind that has an archive, all called Kamboja."""
    kind = InstitutionType.HOSPITAL
    return {
        "institution": save(Institution.register(by=SYSTEM, name="RS Kamboja", type=kind)),
        "parent_body": save(ParentBody.register(by=SYSTEM, name="Yayasan Kamboja")),
        "person": save(Person.register(by=SYSTEM, name="Kamboja Sari", email="k@contoh.example")),
    }


@pytest.fixture
def secretary(app: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(name="Sari Wulandari", language="en"))


def archive(records: dict[str, Any]) -> None:
    for kind, record in records.items():
        act_on(kind, [record.id], Act.ARCHIVE, by=make_user(name="Bima Aditya").as_actor())


def links_of(records: dict[str, Any]) -> list[str]:
    return [f'href="{PAGES[kind]}/{record.id}' for kind, record in records.items()]


def test_the_search_shows_the_archive_only_to_who_asks(
    records: dict[str, Any], secretary: FlaskClient
) -> None:
    found = secretary.get("/search?q=kamboja").text
    assert all(link in found for link in links_of(records))

    archive(records)

    hidden = secretary.get("/search?q=kamboja").text
    misspelt = secretary.get("/search?q=komboja").text
    asked = secretary.get("/search?q=kamboja&bin=all").text
    assert not any(link in hidden + misspelt for link in links_of(records))
    assert all(link in asked for link in links_of(records))
    assert words_of(asked).count("In the archive") == 3
    assert "Also what is in the archive" in hidden
    assert secretary.get("/search?q=kamboja&bin=archive").status_code == 400


def test_who_does_not_know_the_archive_neither_asks_nor_finds(
    records: dict[str, Any], sign_in: SignIn
) -> None:
    own = records["institution"]
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    assert "RS" in words_of(partner.get("/search?q=kamboja").text).split("result")[1]

    archive(records)

    assert "0 results" in words_of(partner.get("/search?q=kamboja").text)
    assert partner.get("/search?q=kamboja&bin=all").status_code == 400
    assert "archive" not in partner.get(f"/institutions/{own.id}").text


@pytest.mark.parametrize("kind", PAGES)
def test_a_record_in_the_archive_says_so_and_comes_back(
    records: dict[str, Any], secretary: FlaskClient, sign_in: SignIn, kind: str
) -> None:
    record = records[kind]
    page = f"{PAGES[kind]}/{record.id}"
    assert "In the archive." not in secretary.get(page).text

    archive({kind: record})
    shown = words_of(secretary.get(page).text)
    board = sign_in(make_user(Role.BOARD, language="en"))
    seen = board.get(page).text
    back = post(secretary, f"/records/{kind}/{record.id}/restoration", page=page)

    assert "In the archive. Bima Aditya moved this there on" in shown
    assert "Bring back" in shown
    assert "In the archive." in seen
    assert "restoration" not in seen
    assert back.status_code == 303
    again = secretary.get(back.location).text
    assert "In the archive." not in again
    assert "1 record is back." in again
    assert f'href="{page}' in secretary.get("/search?q=kamboja").text


def test_only_who_keeps_labels_brings_back_and_only_what_is_there(
    records: dict[str, Any], secretary: FlaskClient, sign_in: SignIn
) -> None:
    archive(records)
    own = records["institution"]
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id))
    act = f"/records/institution/{own.id}/restoration"

    assert post(partner, act, page="/account").status_code == 403
    assert post(secretary, "/records/institution/9999/restoration", page="/").status_code == 404
    assert post(secretary, f"/records/document/{own.id}/restoration", page="/").status_code == 404


@pytest.fixture
def choices(app: Flask, secretary: FlaskClient, sign_in: SignIn) -> dict[str, Any]:
    """Where something is chosen by name: who chooses, and the address that looks for Kamboja."""
    cast, manager = make_cast(), make_manager()
    leaving = make_affiliation(make_person(), make_institution())
    person, place = f"/people/{leaving.person_id}", f"/institutions/{cast.home.id}"
    body = f"/parent-bodies/{cast.faculty.id}"
    help_ = "/sharing/assignments/new"
    partners = f"/campaigns/{make_campaign(manager).id}/partners/new"
    return {
        "relation": (secretary, f"{place}/relations/new?q=kamboja"),
        "succession": (secretary, f"{place}/succession/new?q=kamboja"),
        "parent body": (secretary, f"{place}/belongings/new?q=kamboja"),
        "higher body": (secretary, f"{body}/subordinations/new?q=kamboja"),
        "workplace": (secretary, f"{person}/affiliations/new?q=kamboja"),
        "heir": (secretary, f"{person}/affiliations/{leaving.id}/handover/new?q=kamboja"),
        "who helps": (secretary, f"{help_}?who=kamboja"),
        "where": (secretary, f"{help_}?person={cast.ratna.id}&where=kamboja"),
        "partner": (sign_in(manager), f"{partners}?name=kamboja"),
    }


def test_nothing_in_the_archive_is_offered(
    records: dict[str, Any], choices: dict[str, Any]
) -> None:
    def offering(name: str) -> bool:
        browser, url = choices[name]
        return "Kamboja" in browser.get(url).text

    assert [name for name in choices if not offering(name)] == []

    archive(records)

    assert [name for name in choices if offering(name)] == []


def test_letters_are_linked_to_nothing_in_the_archive(records: dict[str, Any]) -> None:
    secretary = make_user()
    assert len(called("kamboja", secretary)) == 3

    archive(records)

    assert called("kamboja", secretary) == []


def test_experts_in_the_archive_are_in_no_list(
    records: dict[str, Any], secretary: FlaskClient
) -> None:
    name_expert(records["person"], {"kind": ExpertKind.DOCTOR}, by=SYSTEM)
    assert "Kamboja Sari" in secretary.get("/people/experts").text

    archive(records)

    assert "Kamboja Sari" not in secretary.get("/people/experts").text
