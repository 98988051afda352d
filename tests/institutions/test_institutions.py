"""The register of institutions: pages, verbs, what is asked once."""

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.institutions.models import Institution, InstitutionType, MembershipState
from crm.permissions import Role
from crm.places.models import Regency
from tests.conftest import CountQueries, SignIn
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)
from tests.pages import post, token_on, words_of

NEW = {"name": "Perpustakaan Poltekkes Kasuari Mandiri", "type": "poltekkes_library"}


def the_institution(name: str) -> Institution:
    db.session.expire_all()
    return db.session.scalars(sa.select(Institution).where(Institution.name == name)).one()


def test_a_new_institution_gets_province_and_zone_from_its_regency(sign_in: SignIn) -> None:
    secretary = sign_in(make_user())

    answer = post(
        secretary,
        "/institutions",
        {**NEW, "regency_code": "91.71", "state": "prospect"},
        page="/institutions/new",
    )

    institution = the_institution(NEW["name"])
    assert answer.status_code == 303
    assert institution.province_code == "91"
    assert institution.zone == "Asia/Jayapura"
    assert institution.state is MembershipState.PROSPECT
    assert institution.is_library
    assert secretary.get(answer.location).status_code == 200


def test_the_history_says_who_registered_it(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(name="Sari Wulandari", language="en"))

    answer = post(secretary, "/institutions", NEW | {"state": "none"}, page="/institutions/new")

    page = words_of(secretary.get(answer.location).text)
    assert "Sari Wulandari registered Perpustakaan Poltekkes Kasuari Mandiri" in page


def test_a_doubtful_npp_is_asked_about_once_and_not_saved_silently(sign_in: SignIn) -> None:
    secretary = sign_in(make_user())
    institution = make_institution(regency_code="91.71", province_code="91")
    here = f"/institutions/{institution.id}"
    given = {
        "name": institution.name,
        "type": "hospital_library",
        "regency_code": "91.71",
        "npp": "91710c1",
        "version": "1",
    }

    first = post(secretary, here, given, page=f"{here}/edit")
    assert first.status_code == 422
    assert 'value="91710C1"' in first.text
    assert db.session.get_one(Institution, institution.id).npp is None

    again = post(secretary, here, given | {"npp_accepted": "91710C1"}, page=f"{here}/edit")
    assert again.status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Institution, institution.id).npp == "91710C1"


def test_a_good_npp_of_another_regency_is_asked_about_too(sign_in: SignIn) -> None:
    secretary = sign_in(make_user())
    given = NEW | {"regency_code": "32.73", "npp": "3171012C0000901", "state": "none"}

    answer = post(secretary, "/institutions", given, page="/institutions/new")
    fine = post(
        secretary, "/institutions", given | {"npp": "3273012C0000901"}, page="/institutions/new"
    )

    assert answer.status_code == 422
    assert fine.status_code == 303


def test_a_code_that_another_one_has_is_the_same_institution(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    make_institution(name="RSUD Puspa Lentera", code="7371014")

    answer = post(
        secretary,
        "/institutions",
        NEW | {"code": "7371014", "state": "none"},
        page="/institutions/new",
    )

    assert answer.status_code == 422
    assert "RSUD Puspa Lentera has this code" in words_of(answer.text)


def test_a_rename_keeps_the_former_name(app: Flask) -> None:
    institution = make_institution(name="RS Lama")

    institution.change(by=SYSTEM, name="RS Baru", phone="021 123")

    assert institution.former_names[0]["name"] == "RS Lama"
    assert institution.sort_name == "rs baru"


def test_another_regency_moves_the_zone_and_none_keeps_a_known_province(app: Flask) -> None:
    bandung = make_institution(regency_code="32.73", province_code="32")
    only_province = make_institution(province_code="73", zone="Asia/Makassar")

    bandung.change(by=SYSTEM, regency=db.session.get(Regency, "73.71"))
    only_province.change(by=SYSTEM, regency=None)

    assert (bandung.province_code, bandung.zone) == ("73", "Asia/Makassar")
    assert only_province.province_code == "73"


def test_who_saves_second_sees_what_was_saved_first(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    institution = make_institution(name="RS Satu", phone="021 1")
    here = f"/institutions/{institution.id}"
    secretary.get(f"{here}/edit")
    institution.change(by=SYSTEM, phone="021 999")
    mine = {"name": "RS Satu", "type": "hospital_library", "phone": "021 2", "version": "1"}

    stale = post(secretary, here, mine, page=f"{here}/edit")
    again = post(secretary, here, mine | {"version": "2"}, page=f"{here}/edit")

    assert stale.status_code == 422
    assert "Saved meanwhile: 021 999" in words_of(stale.text)
    assert 'value="021 2"' in stale.text
    assert again.status_code == 303


def test_fields_that_a_form_does_not_have_are_ignored(sign_in: SignIn) -> None:
    institution = make_institution(name="Perpustakaan Kita", state=MembershipState.ACTIVE)
    partner = sign_in(make_user(Role.PARTNER, institution_id=institution.id))
    here = f"/institutions/{institution.id}"

    post(
        partner,
        here,
        {
            "phone": "021 55",
            "version": "1",
            "name": "Lain",
            "code": "X1",
            "published": "y",
            "state": "honorary",
            "note": "x",
            "joined_on": "2001-01-01",
        },
        page=f"{here}/edit",
    )

    db.session.expire_all()
    kept = db.session.get_one(Institution, institution.id)
    assert kept.phone == "021 55"
    assert (kept.name, kept.code, kept.published) == ("Perpustakaan Kita", None, False)
    assert (kept.state, kept.note) == (MembershipState.ACTIVE, "")


def test_lists_are_by_name_and_page_by_key(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    for number in range(60):
        make_institution(name=f"Perpustakaan {number:03}", sort_name=f"perpustakaan {number:03}")

    first = secretary.get("/institutions")
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = secretary.get(following.replace("&amp;", "&"))

    assert "Perpustakaan 000" in first.text
    assert "Perpustakaan 055" not in first.text
    assert "Perpustakaan 055" in second.text
    assert "60" not in words_of(first.text).split("Perpustakaan 049")[1][:80]


def test_filters_narrow_and_are_read_aloud(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    make_institution(name="RS Bandung", province_code="32", type=InstitutionType.HOSPITAL)
    make_institution(name="STIKes Bandung", province_code="32", type=InstitutionType.STIKES_LIBRARY)
    make_institution(name="RS Makassar", province_code="73", type=InstitutionType.HOSPITAL)

    page = secretary.get("/institutions?type=hospital&province=32&q=bandung")

    assert "RS Bandung" in page.text
    assert "STIKes Bandung" not in page.text
    assert "RS Makassar" not in page.text
    assert "Institutions of Hospital without a library" in words_of(page.text)


def test_empty_pages_teach_and_empty_filters_say_what_to_remove(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))

    assert "No institution yet" in secretary.get("/institutions").text
    make_institution()
    assert "Nothing matches" in secretary.get("/institutions?q=zzz").text


def test_services_are_changed_as_one_list(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    institution = make_institution()
    here = f"/institutions/{institution.id}"

    post(
        secretary,
        f"{here}/services",
        {"service_1": "public", "service_2": "members"},
        page=f"{here}/services/edit",
    )
    post(secretary, f"{here}/services", {"service_2": "own"}, page=f"{here}/services/edit")

    page = words_of(secretary.get(f"{here}?part=profile").text)
    assert "Literature search for own users" in page
    assert "Reference for everybody" not in page


def test_a_page_costs_the_same_with_five_and_with_seventy_rows(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary = sign_in(make_user())
    body = make_parent_body()
    institution = make_institution(regency_code="32.73", province_code="32")
    make_belonging(institution, body)
    secretary.get("/institutions")

    def cost(address: str) -> int:
        with count_queries() as statements:
            assert secretary.get(address).status_code == 200
        return len(statements)

    def fill(count: int) -> None:
        for _ in range(count):
            make_affiliation(make_person(), institution)
            make_belonging(make_institution(regency_code="73.71", province_code="73"), body)
            institution.confirm_data(by=SYSTEM, on=institution.created_at.date())
        commit()

    addresses = [
        "/institutions",
        f"/institutions/{institution.id}",
        f"/institutions/{institution.id}?part=profile",
        f"/parent-bodies/{body.id}",
        "/parent-bodies",
    ]
    fill(5)
    few = [cost(address) for address in addresses]
    fill(65)
    secretary.get(
        "/institutions"
    )  # a minute may have passed: being seen again is a write of its own
    many = [cost(address) for address in addresses]

    assert many == few
    assert few == [5, 9, 9, 11, 4]


@pytest.mark.parametrize(("region", "most"), [("", 8), ("32.73", 10)])
def test_registering_costs_few_statements(
    sign_in: SignIn, count_queries: CountQueries, region: str, most: int
) -> None:
    """Nobody asks for the five hundred regencies to hold one against them."""
    secretary = sign_in(make_user())
    page, given = "/institutions/new", NEW | {"state": "none", "regency_code": region}
    post(secretary, "/institutions", given, page=page)
    token = token_on(secretary.get(page).text)

    with count_queries() as statements:
        again = given | {"name": "RS Kedua", "code": "", "csrf_token": token}
        answer = secretary.post("/institutions", data=again)

    assert answer.status_code == 303
    assert len(statements) <= most


def test_a_regency_that_gave_way_is_refused(sign_in: SignIn) -> None:
    secretary = sign_in(make_user())
    given = NEW | {"state": "none", "regency_code": "99.99"}

    answer = post(secretary, "/institutions", given, page="/institutions/new")

    assert answer.status_code == 422
