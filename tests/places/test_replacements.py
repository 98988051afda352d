"""A code of the official list gives way to another: what lies there follows (E8, Papua)."""

from datetime import date

import pytest
from flask import Flask

from crm.bulk.kinds import Place
from crm.bulk.regions import Regions
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.people.models import Person
from crm.permissions import Role
from crm.places.models import Province, Regency
from crm.places.queries import regencies
from crm.places.replacing import Successor, replace
from tests.conftest import SignIn
from tests.factories.register import make_institution, make_parent_body, make_person, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines

SORONG = "96.71"
PAGE = "/settings/regions"
GIVEN = {
    "old_code": SORONG,
    "code": "97.71",
    "province": "Papua Kepala Burung",
    "on": "2026-01-02",
    "decree": "UU 7/2026",
}


def sorong() -> Regency:
    return db.session.get_one(Regency, SORONG)


def replaced(code: str = "97.71", name: str = "", province: str = "Papua Kepala Burung") -> None:
    replace(sorong(), Successor(code, name, province), by=SYSTEM, on=date(2026, 1, 2))
    commit()


def test_whatever_lies_there_follows_with_province_and_zone(app: Flask, sign_in: SignIn) -> None:
    library = make_institution(name="Perpustakaan RSUD Sele", regency=sorong())
    office, person = make_parent_body(regency=sorong()), make_person(regency_code=SORONG)
    elsewhere = make_institution(name="Perpustakaan Bandung", regency_code="32.73")
    browser = sign_in(make_user(Role.ADMIN, language="en"))

    answer = post(browser, PAGE, GIVEN, page=f"{PAGE}/new")

    assert answer.status_code == 303
    db.session.expire_all()
    place = (library.regency_code, library.province_code, library.zone)
    assert place == ("97.71", "97", "Asia/Jayapura")
    assert (office.regency_code, office.province_code) == ("97.71", "97")
    assert db.session.get_one(Person, person.id).regency_code == "97.71"
    assert elsewhere.regency_code == "32.73"
    listed = words_of(browser.get(PAGE).text)
    assert "96.71 Kota Sorong" in listed
    assert "97.71 Kota Sorong Papua Kepala Burung" in listed
    shown = words_of(browser.get(f"/institutions/{library.id}").text)
    assert "Kota Sorong, Papua Kepala Burung" in shown


def test_each_institution_is_counted_once_and_in_the_new_province(
    app: Flask, sign_in: SignIn
) -> None:
    make_institution(name="Perpustakaan RSUD Sele", regency=sorong())
    replaced()
    browser = sign_in(make_user(Role.SECRETARIAT, language="en"))

    new = words_of(browser.get("/institutions?province=97").text)
    old = words_of(browser.get("/institutions?province=96").text)

    assert "RSUD Sele" in new
    assert "RSUD Sele" not in old


def test_lists_with_the_old_code_and_older_ones_find_the_new_place(app: Flask) -> None:
    replaced()

    regions = Regions.installed()

    assert regions.locate(Place(regency_code=SORONG)).regency_code == "97.71"
    assert regions.locate(Place(regency_code_2022="92.71")).regency_code == "97.71"
    assert regions.locate(Place(regency="Kota Sorong")).regency_code == "97.71"


def test_the_old_one_is_offered_no_more(app: Flask) -> None:
    replaced()

    offered = {regency.code for regency in db.session.scalars(regencies())}

    assert SORONG not in offered
    assert "97.71" in offered


def test_a_regency_may_move_into_a_province_that_is_known_and_be_renamed(app: Flask) -> None:
    replaced("92.71", "Kota Sorong Raya", "")

    moved = db.session.get_one(Regency, "92.71")

    assert (moved.name, moved.is_city) == ("Kota Sorong Raya", True)
    assert db.session.get(Province, "97") is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "97.71", "province": ""}, "97 is a new province. Enter its name."),
        ({"code": SORONG}, "The new code is the same as the old one."),
        ({"code": "9771"}, "Write the code as in 91.71."),
        ({"old_code": "99.99"}, "Take one of the choices."),
        ({"on": "2030-01-01"}, "Enter this on the day it comes into force"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_loses_nothing(
    app: Flask, sign_in: SignIn, changed: dict[str, str], said: str
) -> None:
    browser = sign_in(make_user(Role.ADMIN, language="en"))

    answer = post(browser, PAGE, GIVEN | changed, page=f"{PAGE}/new")

    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert "UU 7/2026" in answer.text
    assert db.session.get(Province, "97") is None


def test_nothing_is_replaced_twice(app: Flask) -> None:
    replaced()

    with pytest.raises(NotPossible):
        replaced("92.71", "", "")
