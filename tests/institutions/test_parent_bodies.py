"""Parent bodies and dated places, through their pages."""

import sqlalchemy as sa
from flask.testing import FlaskClient

from crm.core.db import Model, db
from crm.institutions.models import Belonging, ParentBody, Subordination
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import (
    make_belonging,
    make_institution,
    make_parent_body,
    make_user,
)
from tests.pages import post, words_of


def secretary_of(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(language="en"))


def count(model: type[Model]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_a_parent_body_with_its_approver(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    given = {
        "name": "Fakultas Kedokteran Lazuardi",
        "regency_code": "32.73",
        "approver_post": "Dekan",
        "approver_email": "DEKAN@lazuardi.example",
        "approval_days": "5",
        "copied_by_default": "y",
    }

    answer = post(secretary, "/parent-bodies", given, page="/parent-bodies/new")

    body = db.session.scalars(sa.select(ParentBody)).one()
    assert answer.status_code == 303
    assert (body.province_code, body.approver_email) == ("32", "dekan@lazuardi.example")
    assert "Dekan" in secretary.get(answer.location).text


def test_an_impossible_address_is_said_beside_the_field(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)

    answer = post(
        secretary,
        "/parent-bodies",
        {
            "name": "Dinas",
            "approver_email": "x@",
            "web": "javascript:alert(1)",
            "approval_days": "0",
        },
        page="/parent-bodies/new",
    )

    assert answer.status_code == 422
    assert "Enter an e-mail address" in words_of(answer.text)
    assert "Enter a web address" in words_of(answer.text)
    assert count(ParentBody) == 0


def test_a_place_is_looked_for_by_words_then_chosen(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    institution = make_institution()
    body = make_parent_body(name="Dinas Kesehatan Sleman", sort_name="dinas kesehatan sleman")
    make_parent_body(name="Dinas Kesehatan Bantul", sort_name="dinas kesehatan bantul")
    page = f"/institutions/{institution.id}/belongings/new?q=sleman"

    found = secretary.get(page)
    answer = post(
        secretary,
        f"/institutions/{institution.id}/belongings",
        {"q": "sleman", "parent_body_id": str(body.id), "starts_on": "2027-01-04"},
        page=page,
    )

    assert "Bantul" not in found.text
    assert answer.status_code == 303
    assert "Dinas Kesehatan Sleman" in secretary.get(answer.location).text


def test_what_was_not_found_can_not_be_chosen(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    institution = make_institution()
    body = make_parent_body(name="Dinas Kesehatan Sleman", sort_name="dinas kesehatan sleman")
    page = f"/institutions/{institution.id}/belongings/new?q=sleman"

    for chosen in (str(body.id + 999), "", "x"):
        answer = post(
            secretary,
            f"/institutions/{institution.id}/belongings",
            {"q": "sleman", "parent_body_id": chosen},
            page=page,
        )
        assert answer.status_code == 422
    backward = {"q": "sleman", "parent_body_id": str(body.id)}
    backward |= {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}
    answer = post(secretary, f"/institutions/{institution.id}/belongings", backward, page=page)
    assert answer.status_code == 422
    assert count(Belonging) == 0


def test_a_place_ends_on_a_day_and_both_remember(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    institution, body = make_institution(), make_parent_body(name="Yayasan Kemuning")
    belonging = make_belonging(institution, body)
    here = f"/institutions/{institution.id}/belongings/{belonging.id}"

    post(secretary, here, {"ends_on": "2027-06-30"}, page=f"{here}/edit")

    profile = words_of(secretary.get(f"/institutions/{institution.id}?part=profile").text)
    assert "until 30 June 2027" in profile
    told = words_of(secretary.get(f"/parent-bodies/{body.id}?part=timeline").text)
    assert f"ended the place of {institution.name} under Yayasan Kemuning" in told


def test_a_mistaken_place_is_removed_and_remembered(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    institution = make_institution()
    belonging = make_belonging(institution, make_parent_body())
    here = f"/institutions/{institution.id}/belongings/{belonging.id}"

    post(secretary, f"{here}/deletion", page=f"{here}/edit")

    assert count(Belonging) == 0
    page = words_of(secretary.get(f"/institutions/{institution.id}").text)
    assert "removed the mistaken place" in page


def test_a_circle_is_refused_on_the_page_with_409(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    upper = make_parent_body(name="Kementerian", sort_name="kementerian")
    lower = make_parent_body(name="Poltekkes", sort_name="poltekkes")

    def place(child: ParentBody, parent: ParentBody) -> int:
        page = f"/parent-bodies/{child.id}/subordinations/new?q={parent.sort_name}"
        return post(
            secretary,
            f"/parent-bodies/{child.id}/subordinations",
            {"q": parent.sort_name, "parent_body_id": str(parent.id)},
            page=page,
        ).status_code

    assert place(lower, upper) == 303
    assert place(upper, lower) == 409
    assert count(Subordination) == 1


def test_the_page_rolls_members_up_and_shows_the_tree(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    upper, lower = make_parent_body(name="Kementerian"), make_parent_body(name="Poltekkes")
    db.session.add(Subordination(child=lower, parent=upper))
    institution = make_institution(name="Perpustakaan Poltekkes")
    make_belonging(institution, lower)

    assert "Perpustakaan Poltekkes" in secretary.get(f"/parent-bodies/{upper.id}").text
    page = words_of(secretary.get(f"/parent-bodies/{lower.id}").text)
    assert "Kementerian above it" in page


def test_an_approver_stays_in_the_own_tree(sign_in: SignIn) -> None:
    own, below, other = (make_parent_body() for _ in range(3))
    db.session.add(Subordination(child=below, parent=own))
    approver = sign_in(make_user(Role.PARENT_APPROVER, parent_body_id=own.id))

    assert approver.get(f"/parent-bodies/{own.id}").status_code == 200
    assert approver.get(f"/parent-bodies/{below.id}").status_code == 200
    assert approver.get(f"/parent-bodies/{other.id}").status_code == 404
    assert approver.get(f"/parent-bodies/{own.id}/edit").status_code == 403
