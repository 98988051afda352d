"""The profile of domain 5.2: what the form takes, what the page tells to whom."""

from decimal import Decimal

from crm.core.db import db
from crm.institutions.models import AccessPolicy, Grade, Institution, LibrarySystem
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.register import make_institution, make_user
from tests.pages import post, words_of

PROFILE = {
    "version": "1",
    "grade": "B",
    "accreditation_score": "84,25",
    "accreditation_number": "01/AKR/2024",
    "accredited_on": "2024-07-01",
    "accreditation_ends_on": "2028-06-30",
    "access_policy": "registered",
    "access_note": "bawa kartu identitas",
    "library_system": "slims",
    "automation": "loans",
    "opac_url": "opac.lentera.example",
    "oai_url": "https://opac.lentera.example/oai2.php",
    "connection": "fibre",
    "bandwidth_mbps": "50",
    "hours_down": "6",
    "librarians": "3",
    "other_staff": "2",
    "lent_minutes": "5,5",
    "printed_books": "12500",
    "social_links": "instagram.example/lentera\n\nhttps://tiktok.example/lentera",
    "signatory_office": "Kepala Perpustakaan",
}


def stored(institution: Institution) -> Institution:
    db.session.expire_all()
    return db.session.get_one(Institution, institution.id)


def test_a_member_tells_everything_of_itself(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}"

    answer = post(partner, here, PROFILE, page=f"{here}/edit")

    assert answer.status_code == 303
    kept = stored(own)
    assert (kept.grade, kept.accreditation_score) == (Grade.B, Decimal("84.25"))
    assert kept.access_policy is AccessPolicy.REGISTERED
    assert kept.library_system is LibrarySystem.SLIMS
    assert kept.social_links == [
        "https://instagram.example/lentera",
        "https://tiktok.example/lentera",
    ]
    page = words_of(partner.get(f"{here}?part=profile").text)
    assert "B · score 84.25 · 01/AKR/2024 · until 30 June 2028" in page
    assert "open after registration · bawa kartu identitas" in page
    assert "fibre · 50 Mbps · down 6 hours a month" in page
    assert "3 librarians · 2 others" in page
    assert "at most 5.5 hours a week of one person" in page
    assert "12,500 books" in page


def test_the_same_form_sent_again_changes_nothing(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}"
    post(partner, here, PROFILE, page=f"{here}/edit")
    version = stored(own).version

    post(partner, here, PROFILE | {"version": str(version)}, page=f"{here}/edit")

    assert stored(own).version == version


def test_what_cannot_be_is_refused_beside_its_field(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}"
    wrong = {
        "accreditation_score": "101",
        "accreditation_ends_on": "2020-01-01",
        "bandwidth_mbps": "-1",
        "librarians": "dua",
        "access_policy": "secret",
        "social_links": "bukan alamat",
        "printed_books": "99999999999",
    }

    answer = post(partner, here, PROFILE | wrong, page=f"{here}/edit")

    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == len(wrong)
    assert 'value="101"' in answer.text
    assert stored(own).grade is None


def test_others_read_access_hours_and_catalogue_but_no_staff_or_lines(sign_in: SignIn) -> None:
    other = make_institution(
        published=True,
        access_policy=AccessPolicy.OPEN,
        opac_url="https://opac.example",
        librarians=7,
        oai_url="https://oai.example",
        accreditation_number="RAHASIA-1",
    )
    partner = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id, language="en"))

    page = words_of(partner.get(f"/institutions/{other.id}").text)

    assert "open to everybody" in page
    assert "opac.example" in page
    assert "librarians" not in page
    assert "oai.example" not in page
    assert "RAHASIA-1" not in page


def test_lists_leave_the_profile_unread(sign_in: SignIn, count_queries: CountQueries) -> None:
    secretary = sign_in(make_user())
    make_institution()
    secretary.get("/institutions")

    with count_queries() as statements:
        secretary.get("/institutions")

    assert not any("signatory_name" in statement for statement in statements)


def test_a_service_tells_its_price_its_desk_and_its_ways_of_learning(sign_in: SignIn) -> None:
    own = make_institution()
    partner = sign_in(make_user(Role.PARTNER, institution_id=own.id, language="en"))
    here = f"/institutions/{own.id}"
    post(partner, f"{here}/services", {"service_2": "members"}, page=f"{here}/services/edit")
    offer = partner.get(f"{here}?part=profile").text.split("/services/")[2].split("/")[0]
    given = {
        "audience": "public",
        "fee": "Rp25.000",
        "contact": "Meja rujukan",
        "methods": ["problem_based", "distance"],
    }

    answer = post(partner, f"{here}/services/{offer}", given, page=f"{here}/services/{offer}/edit")

    assert answer.status_code == 303
    page = words_of(partner.get(f"{here}?part=profile").text)
    told = "for everybody · Rp25.000 · Meja rujukan · problem based, at a distance"
    assert told in page
