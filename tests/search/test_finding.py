"""Finding across the register: prefixes, errors, codes, phones; and nothing that is not theirs."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.accounts.models import User
from crm.core.actors import SYSTEM
from crm.core.db import db, save
from crm.core.transactions import commit, rollback
from crm.institutions.models import Institution, InstitutionType, ParentBody
from crm.labels.defining import change_field
from crm.labels.models import CustomField, FieldType
from crm.people.models import Affiliation, ContactRole, Person
from crm.permissions import Role
from crm.places.models import Regency
from crm.search import index
from crm.search.finding import find
from crm.search.models import Scope, SearchEntry
from crm.search.question import EACH_KIND
from crm.search.terms import MOST_ENDINGS
from tests.conftest import CountQueries, SignIn
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

CANARY = "kenaribiru"


def register(name: str, **facts: Any) -> Institution:
    given = {"type": InstitutionType.HOSPITAL_LIBRARY, **facts}
    return save(Institution.register(by=SYSTEM, name=name, **given))


def register_person(name: str, at: Institution | None = None, **facts: Any) -> Person:
    person = save(Person.register(by=SYSTEM, name=name, **facts))
    if at is not None:
        save(Affiliation.begin(person, at, by=SYSTEM, role=ContactRole.LIAISON))
    return person


def titles(text: str, user: User) -> list[str]:
    commit()
    return [one.title for _, found in find(text, user).by_kind for one in found]


@pytest.mark.parametrize(
    "typed",
    [
        "puspa lentera",
        "PUSPA",
        "lent",
        "lentera puspa rsud",
        "lantera",
        "lenteraa",
        "letnera",
        "puspa lenter",
        "puspa lantera",
        "7371014",
        "M-7371-014",
        "m7371014",
        "opac.puspalentera.example",
        "perpus@puspalentera.example",
        "0411 3841234",
        "+62 411-384-1234",
        "makassar",
        "Púspa",
    ],
)
def test_an_institution_is_found_by_what_people_remember(app: Flask, typed: str) -> None:
    register(
        "Perpustakaan RSUD Puspa Lentera",
        code="M-7371-014",
        npp="7371014",
        web="https://opac.puspalentera.example",
        email="perpus@puspalentera.example",
        phone="(0411) 384-1234",
        regency_code="73.71",
        province_code="73",
    )
    register("Perpustakaan RS Kenanga")

    assert titles(typed, make_user()) == ["Perpustakaan RSUD Puspa Lentera"]


def test_people_are_found_by_name_address_and_workplace(app: Flask) -> None:
    home = register("FK Lazuardi Nusantara")
    register_person(
        "Ratna Prameswari",
        home,
        title_after="S.IP.",
        email="ratna@lazuardi.example",
        phone="+628123456789",
    )
    secretary = make_user()

    for typed in ("prameswary", "ratna lazuardi", "ratna@lazuardi.example", "08123456789"):
        assert "Ratna Prameswari, S.IP." in titles(typed, secretary), typed


def test_a_misspelt_word_is_said_to_be_a_guess(app: Flask) -> None:
    register("RS Kenanga")
    secretary = make_user()
    commit()

    assert find("kenanga", secretary).guessed is False
    assert find("kenamga", secretary).guessed is True


def test_a_change_is_found_at_once_and_the_old_name_too(app: Flask) -> None:
    institution = register("RS Melati")
    register_person("Dewi Anggraini", institution)
    secretary = make_user()
    commit()

    institution.change(by=SYSTEM, name="RS Cempaka")

    assert titles("cempaka", secretary) == ["RS Cempaka", "Dewi Anggraini"]
    assert titles("melati", secretary) == ["RS Cempaka"]


def test_work_that_is_rolled_back_leaves_nothing_in_the_index(app: Flask) -> None:
    secretary = make_user()
    commit()
    register("RS Hantu")
    rollback()

    assert titles("hantu", secretary) == []


def test_the_import_indexes_set_wise(app: Flask, count_queries: CountQueries) -> None:
    places = [make_institution(name=f"RS Impor {word}") for word in ("Satu", "Dua", "Tiga")]
    person = make_person(name="Wayan Impor")
    affiliation = make_affiliation(person, places[0])
    secretary = make_user()
    commit()

    with count_queries() as statements:
        index.reindex("institution", [one.id for one in places])
    index.reindex("affiliation", [affiliation.id])
    index.reindex("calendar_day", [1])

    assert len(statements) == 3
    assert set(titles("impor", secretary)) == {
        "RS Impor Satu",
        "RS Impor Dua",
        "RS Impor Tiga",
        "Wayan Impor",
    }
    index.forget("institution", [places[0].id])
    assert "RS Impor Satu" not in titles("impor", secretary)


def test_what_is_new_is_entered_from_hand_as_it_would_be_from_the_register(app: Flask) -> None:
    region = db.session.get(Regency, "32.73")
    contact = {"email": "kita@baru.example", "phone": "+622112345678"}
    names = {"name_en": "New", "short_name": "Baru", "code": "B-1"}
    there = register("RS Baru", published=True, regency=region, **contact, **names)
    save(ParentBody.register(by=SYSTEM, name="Dinas Baru", regency=region, **contact, **names))
    register_person("Dewi Baru", there, title_before="dr.", city="Bandung", **contact)
    register_person("Wayan Baru")
    commit()
    by_hand = entered()

    index.rebuild()

    assert len(by_hand) == 5
    assert entered() == by_hand


def entered() -> set[tuple[Any, ...]]:
    columns = [one for one in SearchEntry.__table__.c if one.name != "id"]
    rows = db.session.execute(sa.select(*columns))
    return {(*row[:-1], frozenset(row.words.split())) for row in rows}


def test_everything_can_be_indexed_anew(app: Flask) -> None:
    make_institution(name="RS Lama Sekali")
    secretary = make_user()

    index.rebuild()

    assert titles("lama sekali", secretary) == ["RS Lama Sekali"]


def test_own_records_come_first(app: Flask) -> None:
    for number in range(30):
        register(f"RS Mawar {number}", published=True)
    own = register("Perpustakaan Rumah Sakit Mawar Putih Jauh di Timur")
    partner = make_user(Role.PARTNER, institution_id=own.id)

    found = titles("mawar", partner)

    assert found[0] == own.name
    assert len(found) == 12


# What is not theirs ----------------------------------------------------------------------------


@pytest.fixture
def two_houses(app: Flask) -> dict[str, Any]:
    """A with its own people, and B with the canary in everything that belongs to it."""
    own = register("RS Anggrek")
    other = register(
        f"RS Bakung {CANARY}nama",
        published=True,
        code=f"{CANARY}kode",
        email=f"{CANARY}surel@b.example",
        phone="+62811777888",
        address=f"Jalan {CANARY}alamat",
        note=f"{CANARY}catatan",
        web="https://bakung.example",
    )
    hidden = register(f"RS Cempaka {CANARY}sembunyi")
    body = save(ParentBody.register(by=SYSTEM, name=f"Dinas {CANARY}dinas"))
    make_belonging(other, body)
    colleague = register_person("Anita Anggrek", own)
    stranger = register_person(f"Budi {CANARY}budi", other, email="budi@b.example", note=CANARY)
    commit()
    return {
        "own": own,
        "other": other,
        "hidden": hidden,
        "body": body,
        "colleague": colleague,
        "stranger": stranger,
    }


SECRETS = [
    f"{CANARY}kode",
    f"{CANARY}surel",
    f"{CANARY}surel@b.example",
    "+62811777888",
    "0811777888",
    f"{CANARY}alamat",
    f"{CANARY}catatan",
    f"{CANARY}sembunyi",
    f"{CANARY}dinas",
    f"{CANARY}budi",
    "budi@b.example",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_partner_finds_nothing_by_what_is_not_public(
    two_houses: dict[str, Any], secret: str
) -> None:
    partner = make_user(Role.PARTNER, institution_id=two_houses["own"].id)

    assert titles(secret, partner) == []


def test_a_partner_finds_public_names_and_the_own_people(two_houses: dict[str, Any]) -> None:
    partner = make_user(Role.PARTNER, institution_id=two_houses["own"].id)

    assert titles("bakung", partner) == [two_houses["other"].name]
    assert titles("anita", partner) == ["Anita Anggrek"]


def test_notes_are_found_by_nobody(two_houses: dict[str, Any]) -> None:
    assert titles(f"{CANARY}catatan", make_user()) == []


def test_each_role_finds_what_it_may_see(two_houses: dict[str, Any]) -> None:
    below = make_user(Role.PARENT_APPROVER, parent_body_id=two_houses["body"].id)

    everything = 4
    assert len(titles(CANARY, make_user())) == everything
    assert len(titles(CANARY, make_user(Role.BOARD))) == everything
    assert len(titles(CANARY, make_user(Role.ADMIN))) == everything
    assert set(titles(CANARY, make_user(Role.CAMPAIGN_MANAGER))) == {
        two_houses["other"].name,
        two_houses["hidden"].name,
    }
    assert set(titles(CANARY, below)) == {two_houses["other"].name, two_houses["body"].name}
    assert titles(CANARY, make_user(Role.EXPERT)) == []


def test_what_is_no_longer_published_is_no_longer_found(two_houses: dict[str, Any]) -> None:
    partner = make_user(Role.PARTNER, institution_id=two_houses["own"].id)

    two_houses["other"].change(by=SYSTEM, published=False)

    assert titles("bakung", partner) == []


def test_even_a_stale_index_shows_nothing_that_may_not_be_seen(two_houses: dict[str, Any]) -> None:
    partner = make_user(Role.PARTNER, institution_id=two_houses["own"].id)
    other = two_houses["other"]

    db.session.execute(
        sa.update(Institution).where(Institution.id == other.id).values(published=False)
    )

    assert titles("bakung", partner) == []


# The page --------------------------------------------------------------------------------------


def test_the_page_shows_results_by_kind_in_five_statements(
    sign_in: SignIn, count_queries: CountQueries
) -> None:
    register_person("Melati Suryani", register("RS Melati"))
    browser = sign_in(make_user(language="en"))
    browser.get("/search?q=melati")

    for typed in ("melati", "melatu"):
        with count_queries() as statements:
            page = browser.get(f"/search?q={typed}").text
        assert len(statements) <= 5
        assert page.index("Institutions</h2>") < page.index("People</h2>")


def test_the_palette_gets_a_fragment(sign_in: SignIn) -> None:
    register("RS Melati")
    browser = sign_in(make_user())

    answer = browser.get("/search?q=melati", headers={"HX-Request": "true"})

    assert "<html" not in answer.text
    assert "RS <mark>Melati</mark>" in answer.text
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "typed", ["'", '"', "a' OR '1'='1", "*", "%", "_", "NEAR(", "a:b", "-", "\\", "' & !"]
)
def test_signs_of_the_query_language_are_only_text(sign_in: SignIn, typed: str) -> None:
    browser = sign_in(make_user())

    assert browser.get("/search", query_string={"q": typed}).status_code == 200


def test_unknown_names_in_the_address_are_refused(sign_in: SignIn) -> None:
    browser = sign_in(make_user())

    assert browser.get("/search?q=a&institution_id=1").status_code == 400


def test_a_parent_body_is_known_by_the_factory_too(app: Flask) -> None:
    body = make_parent_body(name="Universitas Lazuardi")
    index.reindex("parent_body", [body.id])

    assert titles("lazuardi", make_user()) == ["Universitas Lazuardi"]


def test_an_unpublished_institution_has_no_public_words(app: Flask) -> None:
    hidden = register("RS Tersembunyi")
    shown = register("RS Terbuka", published=True)
    commit()

    rows = db.session.execute(
        sa.select(SearchEntry.record_id, SearchEntry.folded_title).where(
            SearchEntry.scope == Scope.PUBLIC, sa.cast(SearchEntry.words, sa.Text) != ""
        )
    )
    assert {row.record_id for row in rows} == {shown.id}
    assert hidden.id != shown.id


def test_what_the_networks_own_fields_hold_is_found_by_who_knows_labels(sign_in: SignIn) -> None:
    ward = register("RS Dahlia", published=True)
    field = save(CustomField(**OWN_FIELD))
    secretary, manager = make_user(), make_user(Role.CAMPAIGN_MANAGER)
    partner = make_user(Role.PARTNER, institution_id=ward.id)
    here = f"/records/institution/{ward.id}/fields"
    browser = sign_in(secretary)

    post(browser, here, {f"field_{field.id}": "Gedung Kamboja"}, page=here)
    assert titles("kamboja", secretary) == titles("dahlia kamboja", manager) == ["RS Dahlia"]
    assert titles("komboja", secretary) == ["RS Dahlia"]
    assert titles("kamboja", partner) == []
    assert titles("dahlia", secretary) == titles("dahlia", partner) == ["RS Dahlia"]

    ward.change(by=SYSTEM, name="RS Melur")
    assert titles("melur kamboja", secretary) == ["RS Melur"]
    change_field(field, {"closed": True}, by=SYSTEM)
    assert titles("kamboja", secretary) == []
    change_field(field, {"closed": False}, by=SYSTEM)
    assert titles("kamboja", secretary) == ["RS Melur"]
    post(browser, here, {f"field_{field.id}": ""}, page=here)
    assert titles("kamboja", secretary) == []


OWN_FIELD = {
    "record_kind": "institution",
    "type": FieldType.TEXT,
    "key": "gedung",
    "name_id": "Gedung",
    "name_en": "Building",
}


@pytest.mark.parametrize("others", [0, MOST_ENDINGS + 8], ids=["few endings", "very many"])
def test_a_beginning_finds_every_ending(app: Flask, others: int) -> None:
    """Words with figures, long ones and several at once; however many words begin so."""
    letters = [f"{one}{two}" for one in "abcdefgh" for two in "abcdefgh"][:others]
    for ending in letters:
        register(f"RS Kenanga{ending}")
    register("RS Kenanga2 Utama")
    register(f"RS Kenanga{'raya' * 7}")
    secretary = make_user()

    assert titles("kenanga2", secretary) == ["RS Kenanga2 Utama"]
    assert titles("kenanga utam", secretary) == ["RS Kenanga2 Utama"]
    assert titles("kenangaraya", secretary) == [f"RS Kenanga{'raya' * 7}"]
    assert len(titles("kenanga", secretary)) == min(2 + others, EACH_KIND)
    assert titles("kenanga tiada", secretary) == []
