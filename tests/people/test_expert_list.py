"""The expert partners: found by kind, skill, level, province and free hours; and one's own time."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.institutions.queries import today
from crm.people.consenting import note_consents
from crm.people.expertise import name_expert
from crm.people.models import (
    Absence,
    Availability,
    Decision,
    ExpertKind,
    Person,
    PersonSkill,
    Purpose,
    Said,
    Way,
)
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_affiliation, make_institution, make_person, make_user
from tests.pages import post, words_of

pytestmark = pytest.mark.both_engines
DAY = timedelta(days=1)


def expert(name: str, kind: ExpertKind = ExpertKind.DOCTOR) -> Person:
    person = make_person(name=name, sort_name=name.casefold())
    name_expert(person, {"kind": kind}, by=SYSTEM)
    return person


def free(person: Person, minutes: int = 120) -> None:
    save(Availability(person_id=person.id, weekly_minutes=minutes))


def test_each_filter_narrows_the_list(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    maya, bima, lina = expert("Maya"), expert("Bima", ExpertKind.NETWORK_EXPERT), expert("Lina")
    make_person(name="Tono, not an expert")
    save(PersonSkill(person_id=maya.id, skill_id=1, level=4))
    save(PersonSkill(person_id=lina.id, skill_id=1, level=1))
    make_affiliation(bima, make_institution(province_code="73", regency_code="73.71"))
    for person in (maya, bima, lina):
        free(person)
    save(Absence(person_id=lina.id, starts_on=today() - DAY, ends_on=today()))
    save(Absence(person_id=bima.id, starts_on=today() + DAY, ends_on=today() + DAY))

    def shown(question: str) -> set[str]:
        page = secretary.get(f"/people/experts?{question}").text
        return {name for name in ("Maya", "Bima", "Lina", "Tono") if f">{name}" in page}

    assert shown("") == {"Maya", "Bima", "Lina"}
    assert shown("kind=doctor") == {"Maya", "Lina"}
    assert shown("skill=cataloguing") == {"Maya", "Lina"}
    assert shown("skill=cataloguing&level=3") == {"Maya"}
    assert shown("level=2") == {"Maya"}
    assert shown("province=73") == {"Bima"}
    assert shown("free=now") == {"Maya", "Bima"}
    assert shown("q=may") == {"Maya"}
    assert "Nothing matches" in secretary.get("/people/experts?q=nobody").text


@pytest.mark.parametrize(
    "question", ["skill=magic", "level=9", "kind=wizard", "free=never", "registration=1", "nip=1"]
)
def test_what_the_list_does_not_know_is_refused_alike(sign_in: SignIn, question: str) -> None:
    secretary = sign_in(make_user(language="en"))
    maya = expert("Maya")
    maya.expert.registration = "1"  # type: ignore[union-attr]
    commit()

    invented = secretary.get("/people/experts?invented=1")
    asked = secretary.get(f"/people/experts?{question}")

    assert asked.status_code == invented.status_code == 400
    assert words_of(asked.text) == words_of(invented.text)


def test_the_list_costs_the_same_at_any_length(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    secretary, place = sign_in(make_user()), make_institution()

    def cost(count: int) -> int:
        for number in range(count):
            person = expert(f"Pakar {number}")
            make_affiliation(person, place)
            save(PersonSkill(person_id=person.id, skill_id=1, level=2))
        commit()
        secretary.get("/people/experts")
        with count_queries() as statements:
            assert secretary.get("/people/experts").status_code == 200
        return len(statements)

    few = cost(3)

    assert cost(60) == few
    assert few <= 6


def test_free_hours_and_days_away_are_noted_and_taken_back(sign_in: SignIn) -> None:
    secretary, person = sign_in(make_user(language="en")), make_person(name="Maya")
    here = f"/people/{person.id}"
    times = f"{here}/availabilities"
    day = today().isoformat()

    wrong = post(secretary, times, {"hours": "200"}, page=times)
    noted = post(secretary, times, {"hours": "7,5", "starts_on": day}, page=times)
    backward = {"starts_on": day, "ends_on": (today() - DAY).isoformat()}
    away_wrong = post(secretary, f"{here}/absences", backward, page=times)
    away = {"starts_on": day, "ends_on": day, "note": "Cuti"}
    away_noted = post(secretary, f"{here}/absences", away, page=times)

    assert (wrong.status_code, noted.status_code) == (422, 303)
    assert (away_wrong.status_code, away_noted.status_code) == (422, 303)
    page = words_of(secretary.get(here).text)
    assert "7.5 hours a week" in page
    assert "Cuti" in page
    for path in ("availabilities/1", "absences/1"):
        assert post(secretary, f"{here}/{path}/deletion", page=times).status_code == 303
    assert "hours a week" not in words_of(secretary.get(here).text)


def test_a_namesake_is_shown_before_somebody_is_entered_twice(sign_in: SignIn) -> None:
    secretary = sign_in(make_user(language="en"))
    make_person(name="Suharto", sort_name="suharto", position="Pustakawan", city="Solo")
    given = {"name": "dr. SUHARTO", "category": "other", "language": "id", "channel": "email"}

    warned = post(secretary, "/people", given, page="/people/new")
    entered = post(secretary, "/people", {**given, "is_another": "y"}, page="/people/new")

    assert warned.status_code == 422
    assert "Pustakawan · Solo" in words_of(warned.text)
    assert entered.status_code == 303


# Who may know how to reach whom -----------------------------------------------------------------


def partner_of(sign_in: SignIn) -> FlaskClient:
    own = make_institution(name="RS Kami")
    return sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))


def test_another_member_sees_how_to_reach_only_those_who_agreed(sign_in: SignIn) -> None:
    partner = partner_of(sign_in)
    theirs = make_institution(name="RS Mereka", published=True)
    ratna, tono = make_person(name="Ratna", email="ratna@b.example"), make_person(name="Tono")
    make_affiliation(ratna, theirs)
    make_affiliation(tono, theirs)
    page = f"/institutions/{theirs.id}"

    before = partner.get(page).text
    how = Said(Way.LETTER, today(), "Surat 1")
    note_consents(ratna, [Purpose.CONTACT], Decision.GIVEN, how, by=SYSTEM)
    after = partner.get(page).text
    note_consents(ratna, [Purpose.CONTACT], Decision.WITHDRAWN, how, by=SYSTEM)
    withdrawn = partner.get(page).text

    assert "Ratna" not in before + withdrawn
    assert "ratna@b.example" in after
    assert f"/people/{ratna.id}" not in after
    assert "Tono" not in before + after
    assert partner.get(f"/people/{ratna.id}").status_code == 404
    assert partner.get("/people/experts").status_code == 403
    assert db.session.get(Person, ratna.id) is ratna
