"""Map, matrix and contribution sheet: the same rows on page, paper and in the file inside."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.campaigns.models import CampaignState
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.transactions import commit
from crm.gatherings.models import GatheringState
from crm.gatherings.models.kinds import Attendance
from crm.institutions.models import InstitutionType, MembershipState, RelationKind
from crm.institutions.models.needs import Need, NeedKind, NeedState
from crm.institutions.models.strengths import Strength
from crm.institutions.queries import today
from crm.institutions.subjects import subjects
from crm.institutions.succession import relate
from crm.labels.acting import act_on
from crm.labels.models import Act
from crm.permissions import Role
from crm.reports.coverage import steps_up_to
from crm.reports.engagement import engaged_institutions
from crm.reports.strengths import HIGH, SHOWN
from crm.sharing.models import State
from tests.conftest import CountQueries, SignIn
from tests.factories.campaigns import make_campaign, make_partner
from tests.factories.gatherings import jakarta, make_gathering, make_invitee
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import make_assignment, make_cast
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
    assert "Jawa Barat 1 0 0 0 – –" in words
    assert "Sulawesi Selatan 0 1 1 0 0.0% no member, though there are libraries" in words
    assert page.count('class="m-picture"') == 1
    assert len(statements) <= 6


def test_an_approver_counts_the_own_tree_alone(sign_in: SignIn) -> None:
    make_institution(state=MembershipState.ACTIVE, is_library=True, **BANDUNG)
    approver = sign_in(make_user(Role.PARENT_APPROVER, language="en"))

    assert "Jawa Barat 0 0 0 0 – nobody known" in words_of(approver.get("/reports/P25").text)


def test_health_units_are_reached_by_what_they_do_and_open_as_a_list(reader: FlaskClient) -> None:
    member = make_institution(state=MembershipState.ACTIVE, is_library=True, **BANDUNG)
    unit = {"type": InstitutionType.PUSKESMAS, **MAKASSAR}
    came, absent, carries, related, idle = (make_institution(**unit) for _ in range(5))
    make_institution(name="Puskesmas Lama", state=MembershipState.MERGED, **unit)
    make_institution(name="Percetakan Jaya", type=InstitutionType.VENDOR, **MAKASSAR)
    archived = make_institution(**unit)
    act_on("institution", [archived.id], Act.ARCHIVE, by=SYSTEM)
    week = {"starts_at": clock.now() - timedelta(days=7), "ends_at": clock.now()}
    lately = make_gathering(state=GatheringState.HELD, **week)
    make_invitee(lately, came, attendance=Attendance.PRESENT_ONSITE)
    make_invitee(lately, absent, attendance=Attendance.ABSENT)
    campaign = make_campaign(window_starts_on=today(), window_ends_on=today())
    campaign.state = CampaignState.RUNNING
    make_partner(campaign, carries)
    relate(related, member, RelationKind.TEACHING_HOSPITAL_OF, by=SYSTEM)
    relate(idle, absent, RelationKind.PARTNER_OF, by=SYSTEM)

    page = reader.get("/reports/P25").text

    words = words_of(page)
    assert "3 of 5 health units without a library were reached: 60.0%." in words
    assert "Sulawesi Selatan 0 0 5 3 60.0% no member" in words
    (behind,) = re.findall(r'href="([^"]+)">5<', page)
    rows = reader.get(unescape(behind)).text
    assert rows.count('class="m-name"') == 5
    assert "Puskesmas Lama" not in rows
    assert "<summary>health units without a library</summary>" in rows
    assert 'href="/reports/P25"' in rows
    (members,) = re.findall(r'href="([^"]+)">1<', page)
    assert member.name in reader.get(unescape(members)).text


def test_who_shares_staff_is_reached_and_neither_plans_nor_old_times_count(app: Flask) -> None:
    cast = make_cast()
    version = {"starts_on": today(), "ends_on": today()}
    make_assignment(cast, state=State.ACTIVE, number_in_force=1, **version)
    planned, old = make_institution(), make_institution()
    make_partner(make_campaign(), planned)
    long_ago = make_gathering(state=GatheringState.HELD, starts_at=jakarta(2020, 5, 12))
    make_invitee(long_ago, old, attendance=Attendance.PRESENT_ONSITE)

    reached = set(db.session.scalars(engaged_institutions(now=clock.now())))

    assert reached == {cast.home.id, cast.host.id}


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

    page = reader.get("/reports/P26").text
    indonesian = PdfReader(BytesIO(reader.get("/reports/P26/paper?lang=id").data))

    words = words_of(page)
    assert "2 subjects are noted." in words
    assert "Nobody is deep enough to teach: Nursing (WY)." in words
    assert "Several collect deeply: Cardiovascular system (WG)." in words
    assert "Nobody leads yet: Nursing (WY)." in words
    assert "Nobody collects, as far as is noted: Human anatomy (QS); Physiology (QT);" in words
    assert "Cardiovascular system (WG) – Perpustakaan Melati 5 yes 2026" in words
    drawn = page.split("<svg role", 1)[1].split("<details")[0]
    assert all(f">{word}<" in drawn for word in ("5*", "4", "Melati", "Nursing (WY)"))
    said = " ".join(indonesian.pages[0].extract_text().split())
    assert "Belum ada yang cukup dalam untuk mengajar: Keperawatan (WY)." in said
    assert "Perpustakaan Asing" not in words


def test_a_member_reads_what_it_gave(reader: FlaskClient, sign_in: SignIn) -> None:
    here, there = make_institution(), make_institution(published=True)
    meeting = make_gathering(starts_at=jakarta(2026, 5, 12), ends_at=jakarta(2026, 5, 12, 12))
    assert meeting.ends_at < clock.now()
    make_invitee(meeting, here, attendance=Attendance.PRESENT_ONSITE)
    make_invitee(meeting, there)
    lack = {"kind": NeedKind.SKILL, "title": "Katalogisasi", "noted_on": today()}
    db.session.add(Need(institution=there, met_by=here, state=NeedState.MET, **lack))
    commit()

    mine = words_of(reader.get(f"/reports/P32?of={here.id}").text)
    own = sign_in(make_user(Role.PARTNER, institution_id=here.id))

    assert "Meetings attended 1 of 1 –" in mine
    assert "In short: this year its staff worked 0 hours for others" in mine
    assert "It came to 1 of the 1 meetings" in mine
    assert "Needs met 1 0" in mine
    assert "no rate for an hour is agreed" in mine
    assert own.get(f"/reports/P32/paper?of={there.id}").status_code == 404
    assert reader.get("/reports/P32").status_code == 422


def test_a_matrix_of_many_subjects_is_drawn_in_readable_pieces(
    reader: FlaskClient, count_queries: CountQueries
) -> None:
    places = [
        make_institution(name=f"Perpustakaan Nomor {number:02}", state=MembershipState.ACTIVE)
        for number in range(SHOWN + 2)
    ]
    for place, one in product(places, list(subjects())[: HIGH + 3]):
        db.session.add(Strength(institution=place, subject=one.subject, depth=3))
    commit()

    with count_queries() as statements:
        page = reader.get("/reports/P26").text

    assert page.count("<svg role") == 2
    assert f"{HIGH + 3} subjects are noted." in words_of(page)
    assert "Nomor 17" not in page.split("<svg role", 1)[1].split("<details")[0]
    assert len(statements) <= 7
    assert reader.get("/reports/P26/paper").location == "/reports/P26/print"


def test_the_map_counts_in_round_spans() -> None:
    assert steps_up_to(1) == [(1, 1)]
    assert steps_up_to(3) == [(1, 1), (2, 2), (3, 3)]
    assert steps_up_to(4) == [(1, 1), (2, 2), (3, 4)]
    assert steps_up_to(913) == [(1, 5), (6, 50), (51, 913)]


@pytest.mark.parametrize("name", ["P08", "P09", "P24", "P25"])
def test_the_numbers_travel_inside_the_paper(reader: FlaskClient, name: str) -> None:
    make_institution(state=MembershipState.ACTIVE, is_library=True, published=True, **BANDUNG)

    paper = PdfReader(BytesIO(reader.get(f"/reports/{name}/paper").data))
    table = reader.get(f"/reports/{name}/table").text

    (content,) = next(iter(paper.attachments.values()))
    assert content.decode() == table
