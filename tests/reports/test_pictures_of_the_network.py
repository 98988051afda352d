"""Map, matrix and contribution sheet: the same rows on page, paper and in the file inside."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.core import clock
from crm.core.db import db
from crm.core.transactions import commit
from crm.gatherings.models.kinds import Attendance
from crm.institutions.models import InstitutionType, MembershipState
from crm.institutions.models.strengths import Strength
from crm.permissions import Role
from tests.conftest import CountQueries, SignIn
from tests.factories.gatherings import jakarta, make_gathering, make_invitee
from tests.factories.register import make_institution, make_user
from tests.pages import words_of

BANDUNG = {"regency_code": "32.73", "province_code": "32"}
MAKASSAR = {"regency_code": "73.71", "province_code": "73"}


@pytest.fixture
def reader(sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(Role.SECRETARIAT, language="en"))


def test_the_map_has_its_table_and_names_the_gaps(
    reader: FlaskClient, count_queries: CountQueries
) -> None:
    make_institution(state=MembershipState.ACTIVE, is_library=True, **BANDUNG)
    make_institution(is_library=True, **MAKASSAR)
    make_institution(type=InstitutionType.PUSKESMAS, **MAKASSAR)
    make_institution(state=MembershipState.MERGED, is_library=True, **BANDUNG)
    reader.get("/reports")

    with count_queries() as statements:
        page = reader.get("/reports/P25").text

    words = words_of(page)
    assert "1 member, in 1 of 38 provinces." in words
    assert "Jawa Barat 1 0 0 –" in words
    assert "Sulawesi Selatan 0 1 1 no member, though there are libraries" in words
    assert page.count('class="m-picture"') == 1
    assert len(statements) <= 6


def test_an_approver_counts_the_own_tree_alone(sign_in: SignIn) -> None:
    make_institution(state=MembershipState.ACTIVE, is_library=True, **BANDUNG)
    approver = sign_in(make_user(Role.PARENT_APPROVER, language="en"))

    assert "Jawa Barat 0 0 0 nobody known" in words_of(approver.get("/reports/P25").text)


def test_the_matrix_tells_gaps_doubles_and_leads(reader: FlaskClient) -> None:
    here = make_institution(name="Perpustakaan Melati", state=MembershipState.ACTIVE)
    there = make_institution(name="Perpustakaan Kenanga", state=MembershipState.ACTIVE)
    stranger = make_institution(name="Perpustakaan Asing")
    for place, subject, depth, leads in (
        (here, "WG", 5, True),
        (there, "WG", 4, False),
        (there, "WY", 2, False),
        (stranger, "QS", 5, True),
    ):
        db.session.add(
            Strength(institution=place, subject=subject, depth=depth, leads=leads, evidence="2026")
        )
    commit()

    words = words_of(reader.get("/reports/P26").text)

    assert "2 subjects are noted." in words
    assert "Nobody is deep enough to teach: WY." in words
    assert "Several collect deeply: WG." in words
    assert "Nobody leads yet: WY." in words
    assert "WG Perpustakaan Melati 5 yes 2026" in words
    assert "Perpustakaan Asing" not in words


def test_a_member_reads_what_it_gave(reader: FlaskClient, sign_in: SignIn) -> None:
    here, there = make_institution(), make_institution(published=True)
    meeting = make_gathering(starts_at=jakarta(2026, 5, 12), ends_at=jakarta(2026, 5, 12, 12))
    assert meeting.ends_at < clock.now()
    make_invitee(meeting, here, attendance=Attendance.PRESENT_ONSITE)
    make_invitee(meeting, there)
    commit()

    mine = words_of(reader.get(f"/reports/P32?of={here.id}").text)
    own = sign_in(make_user(Role.PARTNER, institution_id=here.id))

    assert "Meetings attended 1 of 1 –" in mine
    assert "no rate for an hour is agreed" in mine
    assert own.get(f"/reports/P32/paper?of={there.id}").status_code == 404
    assert reader.get("/reports/P32").status_code == 422


@pytest.mark.parametrize("name", ["P08", "P24", "P25"])
def test_the_numbers_travel_inside_the_paper(reader: FlaskClient, name: str) -> None:
    make_institution(state=MembershipState.ACTIVE, is_library=True, published=True, **BANDUNG)

    paper = PdfReader(BytesIO(reader.get(f"/reports/{name}/paper").data))
    table = reader.get(f"/reports/{name}/table").text

    (content,) = next(iter(paper.attachments.values()))
    assert content.decode() == table
