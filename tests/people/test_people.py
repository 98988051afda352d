"""People: names apart from titles, dated affiliations, experts, skills, and who may know them."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.people.models import Affiliation, ContactRole, Expert, ExpertKind, Person, PersonSkill
from crm.people.queries import (
    confirmers_of,
    current_contacts,
    heads_of,
    institutions_confirmable_by,
    liaison_of,
    people_visible_to,
)
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.pages import post, words_of

DAY = timedelta(days=1)


def secretary_of(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(language="en"))


def the_person() -> Person:
    db.session.expire_all()
    return db.session.scalars(sa.select(Person)).one()


@pytest.mark.parametrize(
    ("typed", "before", "name", "after"),
    [
        ("dr. Maya Lestari, Sp.PD., M.Kes.", "dr.", "Maya Lestari", "Sp.PD., M.Kes."),
        ("Ns. Dewi Anggraini, S.Kep.", "Ns.", "Dewi Anggraini", "S.Kep."),
        ("Suharto", "", "Suharto", ""),
    ],
)
def test_titles_typed_into_the_name_are_kept_beside_it(
    sign_in: SignIn, typed: str, before: str, name: str, after: str
) -> None:
    secretary = secretary_of(sign_in)

    given = {"name": typed, "category": "other", "language": "id"}
    answer = post(secretary, "/people", given, page="/people/new")

    person = the_person()
    assert answer.status_code == 303
    assert (person.title_before, person.name, person.title_after) == (before, name, after)
    assert typed in secretary.get(answer.location).text


def test_a_person_is_noted_at_the_institution_one_came_from(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    institution = make_institution()
    given = {"name": "Yusuf Rahmadi", "category": "pns", "language": "id"}
    role = {"role": "head", "may_confirm": "y", "starts_on": "2027-01-01"}

    answer = post(
        secretary,
        f"/people?institution_id={institution.id}",
        given | role,
        page=f"/people/new?institution_id={institution.id}",
    )

    affiliation = db.session.scalars(sa.select(Affiliation)).one()
    assert answer.status_code == 303
    assert (affiliation.institution_id, affiliation.role) == (institution.id, ContactRole.HEAD)
    assert affiliation.may_confirm
    assert "Yusuf Rahmadi" in secretary.get(f"/institutions/{institution.id}").text


def test_the_same_address_is_the_same_person(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    make_person(name="Ratna", email="ratna@b.example")

    given = {"name": "Lain", "email": "RATNA@b.example", "category": "other", "language": "id"}
    answer = post(secretary, "/people", given, page="/people/new")

    assert answer.status_code == 422
    assert "Ratna has this address" in words_of(answer.text)


def test_the_nip_is_never_on_a_page_and_stays_when_nothing_is_typed(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    nip = "198501012010011001"
    person = make_person(name="Ratna", nip=nip)
    here = f"/people/{person.id}"
    given = {"name": "Ratna P.", "category": "pns", "language": "id", "version": "1", "nip": ""}

    pages = [secretary.get(one).text for one in (here, f"{here}/edit", "/people")]
    stale = post(secretary, here, given | {"version": "9"}, page=f"{here}/edit")
    saved = post(secretary, here, given, page=f"{here}/edit")

    assert all(nip not in page for page in [*pages, stale.text])
    assert (stale.status_code, saved.status_code) == (422, 303)
    assert the_person().nip == nip
    secretary.get(here)
    assert "Ratna" not in secretary.get(f"/search?q={nip}").text


def test_an_affiliation_is_looked_for_chosen_changed_and_ended(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    person = make_person(name="Ratna")
    place = make_institution(name="RSUD Puspa Lentera", sort_name="rsud puspa lentera")
    here = f"/people/{person.id}/affiliations"

    chosen = {"q": "puspa", "place": f"institution:{place.id}", "role": "liaison"}
    begun = post(secretary, here, chosen, page=f"{here}/new?q=puspa")
    one = db.session.scalars(sa.select(Affiliation)).one()
    changed = {"role": "head", "may_confirm": "y", "starts_on": "2027-01-10"}
    post(secretary, f"{here}/{one.id}", changed, page=f"{here}/{one.id}/edit")
    early = post(
        secretary,
        f"{here}/{one.id}/deletion",
        {"ends_on": "2027-01-01"},
        page=f"{here}/{one.id}/edit",
    )
    ended = post(
        secretary,
        f"{here}/{one.id}/deletion",
        {"ends_on": "2027-06-30"},
        page=f"{here}/{one.id}/edit",
    )

    assert (begun.status_code, early.status_code, ended.status_code) == (303, 409, 303)
    page = words_of(secretary.get(f"/people/{person.id}").text)
    assert "10 January 2027 to 30 June 2027" in page
    history = words_of(secretary.get(f"/institutions/{place.id}").text)
    assert "noted that Ratna left RSUD Puspa Lentera" in history


def test_an_expert_of_another_kind_needs_words(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    person = make_person(name="Bima")
    here = f"/people/{person.id}/expert"

    without = post(secretary, here, {"kind": "other"}, page=f"{here}/edit")
    done = post(secretary, here, {"kind": "other", "kind_other": "Arsiparis"}, page=f"{here}/edit")

    assert (without.status_code, done.status_code) == (422, 303)
    assert "Arsiparis" in secretary.get(f"/people/{person.id}").text
    post(secretary, f"{here}/deletion", page=f"{here}/edit")
    assert db.session.scalar(sa.select(Expert)) is None
    told = words_of(secretary.get(f"/people/{person.id}").text)
    assert "ended the expert partnership of Bima" in told


def test_skills_are_set_changed_and_taken_away_as_one_list(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    person = make_person()
    here = f"/people/{person.id}/skills"

    post(secretary, here, {"skill_1": "4", "skill_2": "1"}, page=f"{here}/edit")
    post(secretary, here, {"skill_1": "", "skill_2": "3"}, page=f"{here}/edit")
    wrong = post(secretary, here, {"skill_1": "9"}, page=f"{here}/edit")

    held = db.session.execute(sa.select(PersonSkill.skill_id, PersonSkill.level)).all()
    assert [tuple(row) for row in held] == [(2, 3)]
    assert wrong.status_code == 422


def test_the_list_filters_by_name_kind_and_skill(sign_in: SignIn) -> None:
    secretary = secretary_of(sign_in)
    maya = make_person(name="Maya Lestari", sort_name="maya lestari")
    make_person(name="Bima Aditya", sort_name="bima aditya")
    save(Expert(person=maya, kind=ExpertKind.DOCTOR))
    save(PersonSkill(person_id=maya.id, skill_id=1, level=4))

    for question in ("q=lestari", "expert=doctor", "skill=cataloguing"):
        page = secretary.get(f"/people?{question}").text
        assert "Maya Lestari" in page
        assert "Bima Aditya" not in page
    assert secretary.get("/people?expert=wizard").status_code == 400


# Who may know whom ------------------------------------------------------------------------------


def test_a_partner_sees_the_own_people_of_today_and_only_what_they_are_there(
    sign_in: SignIn,
) -> None:
    own, other = make_institution(name="RS Kami"), make_institution(name="RS Mereka")
    mine, theirs, gone = (make_person(name=name) for name in ("Mira", "Tono", "Gita"))
    make_affiliation(mine, own)
    make_affiliation(mine, other)
    make_affiliation(theirs, other)
    make_affiliation(gone, own, ends_on=today() - DAY)
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))

    page = words_of(partner.get(f"/people/{mine.id}").text)
    listed = partner.get("/people").text

    assert "RS Kami" in page
    assert "RS Mereka" not in page
    assert "RS Mereka" not in listed
    assert "Mira" in listed
    assert "Tono" not in listed
    for hidden in (theirs, gone):
        assert partner.get(f"/people/{hidden.id}").status_code == 404
    assert partner.get(f"/people/{mine.id}/edit").status_code == 403
    assert partner.get("/people?expert=doctor").status_code == 400


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_people(app: Flask, role: Role) -> None:
    own = make_institution()
    mine, _other = make_person(), make_person()
    make_affiliation(mine, own)
    user = make_user(role, institution_id=own.id if role is Role.PARTNER else None)

    seen = len(list(db.session.scalars(people_visible_to(user))))

    everybody = {Role.SECRETARIAT: 2, Role.ADMIN: 2, Role.BOARD: 2, Role.PARTNER: 1}
    assert seen == everybody.get(role, 0)


# Who speaks for an institution -------------------------------------------------------------------


def test_who_may_confirm_follows_the_affiliation_and_its_days(app: Flask) -> None:
    first, second, third = (make_institution() for _ in range(3))
    user = make_user(Role.PARTNER, institution_id=first.id)
    person = make_person(user_id=user.id)
    make_affiliation(person, first, may_confirm=False)
    make_affiliation(person, second, may_confirm=True, starts_on=date(2027, 1, 1))
    make_affiliation(person, third, may_confirm=True, ends_on=date(2027, 1, 9))

    def confirmable(on: date) -> set[int]:
        found = db.session.scalars(institutions_confirmable_by(user, on=on))
        return {one.id for one in found}

    assert confirmable(date(2026, 12, 31)) == {third.id}
    assert confirmable(date(2027, 1, 9)) == {second.id, third.id}
    assert confirmable(date(2027, 1, 10)) == {second.id}


def test_an_account_without_a_person_speaks_for_its_own_institution(app: Flask) -> None:
    own = make_institution()

    def confirmable(role: Role) -> list[int]:
        user = make_user(role, institution_id=own.id)
        found = db.session.scalars(institutions_confirmable_by(user, on=today()))
        return [one.id for one in found]

    assert confirmable(Role.PARTNER) == [own.id]
    assert all(confirmable(role) == [] for role in Role if role is not Role.PARTNER)


def test_contacts_stand_by_rank_and_the_liaison_is_found(app: Flask) -> None:
    place = make_institution()
    staff, liaison, head = (make_person(name=name) for name in ("Staf", "Nara", "Kepala"))
    make_affiliation(staff, place, role=ContactRole.STAFF, may_confirm=True)
    make_affiliation(liaison, place, role=ContactRole.LIAISON)
    held = make_affiliation(head, place, role=ContactRole.HEAD, may_confirm=True)

    contacts = db.session.scalars(current_contacts(place, on=today()))
    assert [one.person.name for one in contacts] == ["Kepala", "Nara", "Staf"]
    assert liaison_of(place, on=today()) is liaison
    assert list(db.session.scalars(heads_of(place, on=today()))) == [head]
    assert list(db.session.scalars(confirmers_of(place, on=today()))) == [head, staff]
    held.end(by=SYSTEM, on=today() - DAY)
    db.session.flush()
    assert list(db.session.scalars(heads_of(place, on=today()))) == []


def test_the_head_answers_where_there_is_no_liaison(app: Flask) -> None:
    place = make_institution()
    head = make_person()
    make_affiliation(head, place, role=ContactRole.HEAD)

    assert liaison_of(place, on=today()) is head


def test_days_that_run_backward_are_refused(app: Flask) -> None:
    days = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}

    with pytest.raises(NotPossible):
        Affiliation.begin(make_person(), make_institution(), by=SYSTEM, **days)


def test_pages_cost_the_same_with_five_and_with_seventy_rows(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary = secretary_of(sign_in)
    person = make_person()
    places = [make_institution(regency_code="32.73", province_code="32") for _ in range(3)]

    def fill(count: int) -> None:
        for number in range(count):
            make_affiliation(person, places[number % 3])
            make_affiliation(make_person(), places[0])
        commit()

    def cost(address: str) -> int:
        secretary.get(address)
        with count_queries() as statements:
            assert secretary.get(address).status_code == 200
        return len(statements)

    addresses = ["/people", f"/people/{person.id}"]
    fill(5)
    few = [cost(address) for address in addresses]
    fill(65)

    assert [cost(address) for address in addresses] == few
    assert few[0] <= 6
    assert few[1] <= 10


def test_who_has_two_roles_in_one_place_stands_there_once(sign_in: SignIn) -> None:
    library = make_institution(name="Perpustakaan Contoh Sekali")
    person = make_person(name="Dewi Dua Peran")
    for role in (ContactRole.HEAD, ContactRole.SIGNATORY):
        make_affiliation(person, library, role=role)

    page = secretary_of(sign_in).get("/people?q=Dewi")

    assert page.text.count("Perpustakaan Contoh Sekali") == 1
