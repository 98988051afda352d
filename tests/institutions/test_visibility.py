"""Who sees which institution, and how much of it: partner A, partner B, and everybody else."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.institutions.models import Institution, MembershipState, OfferedService
from crm.institutions.queries import (
    institutions_known_to,
    institutions_visible_to,
    parent_bodies_visible_to,
)
from crm.permissions import Role
from tests.conftest import SignIn
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)
from tests.pages import post

pytestmark = pytest.mark.both_engines

CANARY = "kenari-biru"
ALL = {"a", "b", "hidden"}
SEEN: dict[Role, set[str]] = {
    Role.SECRETARIAT: ALL,
    Role.ADMIN: ALL,
    Role.BOARD: ALL,
    Role.CAMPAIGN_MANAGER: ALL,
    Role.PARTNER: {"a", "b"},
    Role.PARENT_APPROVER: {"b"},
    Role.EXPERT: {"b"},
}


@pytest.fixture
def houses(app: Flask) -> dict[str, Any]:
    """A is nobody's secret but its own; B is published and full of canaries; one is hidden."""
    a = make_institution(name="Perpustakaan A", phone="021 111")
    b = make_institution(
        name="Perpustakaan B",
        published=True,
        state=MembershipState.ACTIVE,
        code=f"{CANARY}-kode",
        npp=f"{CANARY}-npp",
        phone=f"{CANARY}-telepon",
        email=f"{CANARY}@surel.example",
        address=f"{CANARY} alamat",
        note=f"{CANARY} catatan",
        hours=f"{CANARY} jam",
        extras={"rahasia": CANARY},
        web="https://b.example",
    )
    hidden = make_institution(name=f"Perpustakaan {CANARY} tersembunyi")
    body = make_parent_body(name=f"Dinas {CANARY}")
    make_belonging(b, body)
    make_affiliation(make_person(name=f"Budi {CANARY}"), b)
    db.session.add(OfferedService(institution=b, service_id=1, audience="public"))
    b.change(by=SYSTEM, short_name=f"{CANARY} singkat")
    return {"a": a, "b": b, "hidden": hidden, "body": body}


def user_for(role: Role, houses: dict[str, Any]) -> Any:
    own = {Role.PARTNER: houses["a"].id}.get(role)
    above = {Role.PARENT_APPROVER: houses["body"].id}.get(role)
    return make_user(role, institution_id=own, parent_body_id=above, language="en")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_institutions(houses: dict[str, Any], role: Role) -> None:
    user = user_for(role, houses)

    seen = set(db.session.scalars(institutions_visible_to(user)))
    known = set(db.session.scalars(institutions_known_to(user)))

    assert seen == {houses[name] for name in SEEN[role]}
    assert known == {one for one in seen if one.is_known_to(user)}
    assert known <= seen


@pytest.mark.parametrize("role", list(Role))
def test_only_the_staff_and_the_approver_see_parent_bodies(
    houses: dict[str, Any], role: Role
) -> None:
    seen = list(db.session.scalars(parent_bodies_visible_to(user_for(role, houses))))

    may = {Role.SECRETARIAT, Role.ADMIN, Role.BOARD, Role.PARENT_APPROVER}
    assert seen == ([houses["body"]] if role in may else [])


PAGES = [
    "",
    "?part=profile",
    "?part=timeline",
    "?part=sharing",
    "?part=gatherings",
    "?part=letters",
]


@pytest.mark.parametrize("page", PAGES)
def test_of_another_institution_a_partner_sees_public_facts_only(
    sign_in: SignIn, houses: dict[str, Any], page: str
) -> None:
    partner = sign_in(user_for(Role.PARTNER, houses))

    shown = partner.get(f"/institutions/{houses['b'].id}{page}")

    assert shown.status_code == 200
    assert CANARY not in shown.text
    assert "https://b.example" in shown.text
    assert "Active member" not in shown.text


def test_lists_do_not_tell_more(sign_in: SignIn, houses: dict[str, Any]) -> None:
    partner = sign_in(user_for(Role.PARTNER, houses))

    for address in ("/institutions", "/institutions?q=perpustakaan", "/people", "/search?q=b"):
        shown = partner.get(address)
        assert shown.status_code == 200
        assert CANARY not in shown.text


@pytest.mark.parametrize("question", ["state=active", "npp=x", "note=x", "sort=note", "salary=1"])
def test_hidden_filters_and_invented_ones_get_the_same_answer(
    sign_in: SignIn, houses: dict[str, Any], question: str
) -> None:
    partner = sign_in(user_for(Role.PARTNER, houses))

    answer = partner.get(f"/institutions?{question}")
    invented = partner.get("/institutions?invented=1")

    assert answer.status_code == invented.status_code == 400
    assert answer.text.replace(question, "") == invented.text.replace("invented=1", "")


def test_the_staff_may_filter_by_state_but_only_by_real_ones(
    sign_in: SignIn, houses: dict[str, Any]
) -> None:
    secretary = sign_in(make_user())

    assert "Perpustakaan B" in secretary.get("/institutions?state=active").text
    assert "Perpustakaan A" not in secretary.get("/institutions?state=active").text
    assert secretary.get("/institutions?state=happy").status_code == 400
    assert secretary.get("/institutions?province=00").status_code == 400
    assert secretary.get("/institutions?type=' OR 1=1").status_code == 400


def test_what_is_not_visible_is_not_there(sign_in: SignIn, houses: dict[str, Any]) -> None:
    partner = sign_in(user_for(Role.PARTNER, houses))
    hidden = houses["hidden"].id

    for address in (f"/institutions/{hidden}", f"/institutions/{hidden}/edit"):
        assert partner.get(address).status_code == 404


def writes(b: Institution) -> list[str]:
    here = f"/institutions/{b.id}"
    return [here, f"{here}/services", f"{here}/data-confirmations"]


@pytest.mark.parametrize("number", range(3))
def test_what_is_visible_but_not_theirs_is_forbidden_and_stays(
    sign_in: SignIn, houses: dict[str, Any], number: int
) -> None:
    partner = sign_in(user_for(Role.PARTNER, houses))
    before = (houses["b"].version, houses["b"].phone, houses["b"].last_confirmed_on)

    answer = post(partner, writes(houses["b"])[number], {"phone": "0", "version": "1"}, page="/")

    db.session.expire_all()
    b = db.session.get_one(Institution, houses["b"].id)
    assert answer.status_code == 403
    assert (b.version, b.phone, b.last_confirmed_on) == before


def test_notes_are_for_the_secretariat_the_board_and_administrators(
    sign_in: SignIn, houses: dict[str, Any]
) -> None:
    def page(browser: FlaskClient) -> str:
        return browser.get(f"/institutions/{houses['b'].id}?part=profile").text

    for role in (Role.SECRETARIAT, Role.BOARD, Role.ADMIN):
        assert f"{CANARY} catatan" in page(sign_in(make_user(role)))
    manager = page(sign_in(make_user(Role.CAMPAIGN_MANAGER)))
    approver = page(sign_in(user_for(Role.PARENT_APPROVER, houses)))
    own = page(sign_in(make_user(Role.PARTNER, institution_id=houses["b"].id)))
    for shown in (manager, approver, own):
        assert f"{CANARY} catatan" not in shown
        assert f"{CANARY} alamat" in shown


def test_people_show_on_the_page_to_the_staff_and_the_own_house_only(
    sign_in: SignIn, houses: dict[str, Any]
) -> None:
    def page(user: Any) -> str:
        return sign_in(user).get(f"/institutions/{houses['b'].id}").text

    assert f"Budi {CANARY}" in page(make_user())
    assert f"Budi {CANARY}" in page(make_user(Role.PARTNER, institution_id=houses["b"].id))
    assert f"Budi {CANARY}" not in page(make_user(Role.CAMPAIGN_MANAGER))
    assert f"Budi {CANARY}" not in page(user_for(Role.PARENT_APPROVER, houses))


def test_an_expert_has_no_register(sign_in: SignIn, houses: dict[str, Any]) -> None:
    expert = sign_in(make_user(Role.EXPERT))

    for address in (
        "/institutions",
        f"/institutions/{houses['b'].id}",
        "/people",
        "/parent-bodies",
    ):
        assert expert.get(address).status_code == 403
