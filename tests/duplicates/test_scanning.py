"""Twins are found by what they share, told with reasons, and never twice."""

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from crm.core.actors import Actor
from crm.core.db import db
from crm.core.languages import spoken
from crm.core.transactions import commit
from crm.duplicates.keys import institution_keys
from crm.duplicates.kinds import KINDS
from crm.duplicates.models import DuplicatePair, DuplicateRule, MatchKey
from crm.duplicates.names import institution_name_key, person_name_key, sound_key
from crm.duplicates.scanning import MOST_TOGETHER, scan
from crm.duplicates.scoring import Facts, likeness
from crm.duplicates.words import reason_of
from crm.institutions.models import Institution, InstitutionType
from crm.people.models import Person
from tests.conftest import CountQueries
from tests.factories.register import make_affiliation, make_institution, make_person

pytestmark = pytest.mark.both_engines

SARI = Actor(name="Sari Wulandari", role="secretariat")
PLACES, PEOPLE = KINDS["institution"], KINDS["person"]
BANDUNG, BOGOR = "32.73", "32.71"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RSUD Curup", "RS Umum Daerah Curup"),
        ("Puskesmas Ibrahim Adjie", "UPTD Puskesmas Ibrahim Adjie"),
        ("FK Univ. Lazuardi", "Fakultas Kedokteran Universitas Lazuardi"),
        ("FKM Univ. Lazuardi", "Fak. Kesehatan Masyarakat Universitas Lazuardi"),
        ("STIKes Griya Anggrek", "Sekolah Tinggi Ilmu Kesehatan Griya Anggrek"),
        ("Perpustakaan RSUD Puspa Lentera", "RSUD Puspa Lentera"),
        ("Poltekkes Kasuari", "Politeknik Kesehatan Kasuari"),
    ],
)
def test_names_of_one_institution_share_their_key(one: str, other: str) -> None:
    assert institution_name_key(one) == institution_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FK Univ. Lazuardi", "FKG Univ. Lazuardi"),
        ("FK Univ. Lazuardi", "FKM Univ. Lazuardi"),
        ("RSUD Curup", "RSUD Curug"),
    ],
)
def test_names_of_two_institutions_do_not(one: str, other: str) -> None:
    assert institution_name_key(one) != institution_name_key(other)


def test_titles_order_and_old_spellings_make_no_other_person() -> None:
    assert person_name_key("dr. Maya Lestari, Sp.PD") == person_name_key("LESTARI Maya")
    sounds = {sound_key(person_name_key(name)) for name in ("Soekarno Achmad", "Sukarno Ahmad")}
    assert len(sounds) == 1


def test_addresses_that_everybody_may_have_are_no_site() -> None:
    place = Institution(name="RS A", name_en="", phone="", email="rsa@gmail.com", web="")
    own = Institution(name="RS A", name_en="", phone="", email="tu@rsa.go.id", web="www.RSA.go.id")

    assert "site" not in dict(institution_keys(place))
    assert dict(institution_keys(own))["site"] == "rsa.go.id"


codes = st.sampled_from(["", "A", "B"])
signs = st.dictionaries(
    st.sampled_from(["name", "sound", "phone", "regency", "birth_date"]),
    st.lists(st.sampled_from(["satu dua", "tiga"]), min_size=1, max_size=2),
)


@given(codes, codes, signs, signs)
def test_likeness_is_the_same_from_both_sides_and_codes_decide(
    code: str, other_code: str, told: dict[str, list[str]], other_told: dict[str, list[str]]
) -> None:
    one = Facts(1, {"code": code} if code else {}, told)
    other = Facts(2, {"code": other_code} if other_code else {}, other_told)

    found = likeness(one, other, PLACES.weights)
    back = likeness(other, one, PLACES.weights)

    assert (found is None) == (bool(code) and bool(other_code) and code != other_code)
    assert (found and found.score) == (back and back.score)
    assert found is None or found.score == sum(sign["weight"] for sign in found.signs)


@pytest.mark.usefixtures("app")
def test_a_pair_is_told_with_its_reasons_in_words() -> None:
    make_institution(name="RSUD Curup", regency_code=BANDUNG, phone="022-7563434")
    make_institution(name="RS Umum Daerah Curup", regency_code=BANDUNG, phone="(022) 7563434")
    make_institution(name="RSUD Curup", regency_code=BOGOR)
    make_institution(name="Puskesmas Curup", regency_code=BANDUNG, type=InstitutionType.PUSKESMAS)
    commit()

    assert scan(PLACES) == 1

    pair = db.session.scalars(sa.select(DuplicatePair)).one()
    assert pair.score == 40 + 25 + 20
    with spoken("en"):
        reasons = [reason_of(sign) for sign in pair.signs]
    assert reasons == [
        "the same name, apart from titles and kinds",
        "the same telephone (+62227563434)",
        "the same regency or city",
    ]


@pytest.mark.usefixtures("app")
def test_two_different_official_codes_are_never_proposed() -> None:
    for code in ("3273001", "3273002", None):
        make_institution(name="RSUD Curup", regency_code=BANDUNG, phone="022-7563434", code=code)
    commit()

    scan(PLACES)

    coded = sa.select(Institution.id).where(Institution.code.isnot(None))
    both = DuplicatePair.first_id.in_(coded) & DuplicatePair.second_id.in_(coded)
    assert db.session.scalars(sa.select(DuplicatePair).where(both)).all() == []
    assert len(db.session.scalars(sa.select(DuplicatePair)).all()) == 2


@pytest.mark.usefixtures("app")
def test_a_second_scan_adds_nothing_and_a_verdict_stands() -> None:
    here = make_institution()
    for name in ("dr. Maya Lestari", "Maya Lestari, Sp.PD"):
        make_affiliation(make_person(name=name), here)
    commit()
    scan(PEOPLE)
    pair = db.session.scalars(sa.select(DuplicatePair)).one()
    first, second = (db.session.get_one(Person, one) for one in (pair.first_id, pair.second_id))
    pair.tell_apart(first, second, by=SARI)
    commit()

    scan(PEOPLE)

    assert len(db.session.scalars(sa.select(DuplicatePair)).all()) == 1
    assert db.session.scalars(sa.select(DuplicatePair.verdict)).one() == "different"


@pytest.mark.usefixtures("app")
def test_another_weight_is_another_outcome_and_what_is_alike_no_more_goes() -> None:
    here = make_institution()
    for _time in range(2):
        make_affiliation(make_person(name="Maya Lestari"), here)
    commit()
    assert scan(PEOPLE) == 1
    rule = db.session.get_one(DuplicateRule, "person")
    rule.weigh(threshold=61, weights=dict(rule.weights), by=SARI)
    commit()

    assert scan(PEOPLE) == 0
    assert db.session.scalars(sa.select(DuplicatePair)).all() == []


@pytest.mark.usefixtures("app")
def test_of_many_who_share_a_name_only_those_who_share_more_are_compared(
    count_queries: CountQueries,
) -> None:
    born = date(1990, 5, 1)
    for number in range(MOST_TOGETHER + 15):
        make_person(name="Siti Aminah", born_on=born if number < 2 else None)
    commit()

    with count_queries() as statements:
        assert scan(PEOPLE) == 1

    assert len(statements) <= 20


@pytest.mark.usefixtures("app")
def test_keys_are_kept_when_something_is_written() -> None:
    person = Person.register(by=SARI, name="Ratna Prameswari", phone="0812 3456 7890")
    db.session.add(person)
    commit()
    key = sa.select(MatchKey.value).where(MatchKey.record_id == person.id)
    phones = key.where(MatchKey.sign == "phone")
    assert list(db.session.scalars(phones)) == ["+6281234567890"]

    person.change(by=SARI, phone="0813 1111 2222", city="Bandung")
    commit()

    assert list(db.session.scalars(phones)) == ["+6281311112222"]
    assert "prameswari ratna" in set(db.session.scalars(key))
