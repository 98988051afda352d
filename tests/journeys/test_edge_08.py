"""E8: a faculty library becomes part of the university's while its agreement runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from crm.core.db import db, save
from crm.core.transactions import commit
from crm.documents.models import Document
from crm.gatherings.models.kinds import Attendance
from crm.institutions.models import Belonging, Institution, MembershipState, ParentBody
from crm.network.models import Signatory
from crm.permissions import Role
from crm.sharing.models import Assignment, Party, State
from crm.sharing.negotiation import agree, propose
from tests.conftest import SignIn
from tests.factories.campaigns import make_campaign, make_partner
from tests.factories.gatherings import jakarta, make_gathering, make_invitee
from tests.factories.register import make_belonging, make_institution, make_parent_body, make_user
from tests.factories.sharing import Cast, make_agreement, make_approver, make_assignment, make_cast
from tests.pages import post, words_of

OLD, NEW = "Perpustakaan FK Universitas Lazuardi Nusantara", "Perpustakaan Pusat Lazuardi"
LAST_DAY, REASON = "2027-02-23", "Keputusan Rektor 7/2027"


@dataclass
class Story:
    """The faculty library that ends, the central one that takes it over, and who is above each."""

    cast: Cast
    heir: Institution
    university: ParentBody
    assignment: Assignment
    sari: FlaskClient

    @property
    def old(self) -> str:
        """The old address."""
        return f"/institutions/{self.cast.home.id}"

    @property
    def new(self) -> str:
        """The address of the successor."""
        return f"/institutions/{self.heir.id}"

    def merge(self) -> None:
        """The secretariat notes, through the page, that the one became part of the other."""
        here = f"{self.old}/succession"
        given = {"q": "pusat", "other_id": str(self.heir.id), "on": LAST_DAY, "reason": REASON}
        assert post(self.sari, here, given, page=f"{here}/new?q=pusat").status_code == 303


@pytest.fixture
def cast(app: Flask) -> Iterator[Cast]:
    with time_machine.travel("2027-02-24T02:00:00+00:00", tick=False):
        yield make_cast()


@pytest.fixture
def story(cast: Cast, sign_in: SignIn) -> Story:
    """Agreement and assignment are under way; only the parent body's approval is missing."""
    facts = {"state": MembershipState.ACTIVE, "published": True, "is_library": True}
    for name, value in facts.items():
        setattr(cast.home, name, value)
    heir = make_institution(name=NEW, province_code="32", regency_code="32.73", **facts)
    university = make_parent_body(
        name="Universitas Lazuardi Nusantara", approver_post="Rektor", approver_name="Prof. Ami"
    )
    make_belonging(heir, university)
    agreement = make_agreement(cast)
    for party in agreement.parties:
        party.signatory_name, party.signatory_post = "Penanda Tangan", "Kepala"
    assignment = make_assignment(cast, agreement_id=agreement.id)
    propose(assignment, by=cast.dewi_user)
    for side in (Party.HOST_HEAD, Party.PERSON):
        agree(assignment, cast.voice(side), version=1)
    commit()
    assert assignment.state is State.CONFIRMED
    cast.secretariat.language = "en"
    return Story(cast, heir, university, assignment, sign_in(cast.secretariat))


def partner_of(institution: Institution, sign_in: SignIn) -> FlaskClient:
    return sign_in(make_user(Role.PARTNER, institution_id=institution.id, language="en"))


def test_the_old_address_leads_on_and_the_successor_says_what_it_took_over(
    story: Story, sign_in: SignIn
) -> None:
    story.merge()

    for reader in (story.sari, partner_of(story.cast.host, sign_in)):
        led = reader.get(story.old)
        assert led.status_code == 302
        assert led.location == f"{story.new}?was={story.cast.home.id}"
    page = words_of(story.sari.get(story.old, follow_redirects=True).text)
    assert f"{OLD} became part of this institution; its address leads here." in page
    assert f"Took over {OLD} member until 23 February 2027" in page
    kept = words_of(story.sari.get(f"{story.old}?part=timeline").text)
    assert "Since 23 February 2027 it is part of another institution" in kept
    assert REASON in kept
    stranger = partner_of(story.cast.host, sign_in)
    assert OLD not in stranger.get(story.old, follow_redirects=True).text
    assert stranger.get(f"{story.old}?part=profile").status_code == 302


def test_through_two_mergers_the_oldest_address_leads_to_the_last(story: Story) -> None:
    story.merge()
    last = make_institution(name="Perpustakaan Gabungan", published=True)
    here = f"{story.new}/succession"
    given = {"q": "gabungan", "other_id": str(last.id), "on": LAST_DAY, "reason": "SK 8"}
    assert post(story.sari, here, given, page=f"{here}/new?q=gabungan").status_code == 303

    led = story.sari.get(story.old)

    assert led.location == f"/institutions/{last.id}?was={story.cast.home.id}"
    assert "became part of this" in words_of(story.sari.get(led.location).text)


def test_a_printed_paper_keeps_the_old_name(story: Story, sign_in: SignIn) -> None:
    page = f"/sharing/agreements/{story.assignment.agreement_id}"
    assert post(story.sari, f"{page}/papers", page=page).status_code == 303
    document = db.session.scalars(sa.select(Document)).one()
    before = dict(document.papers)
    heirs_people = partner_of(story.heir, sign_in)
    assert heirs_people.get(f"/documents/{document.id}").status_code == 404

    story.merge()

    db.session.refresh(document)
    assert document.papers == before
    printed = PdfReader(BytesIO(story.sari.get(f"/documents/{document.id}/paper").data))
    words = " ".join(printed.pages[0].extract_text().split()).casefold()
    assert OLD.casefold() in words
    assert NEW.casefold() not in words
    assert heirs_people.get(f"/documents/{document.id}").status_code == 200
    assert story.sari.get(f"/verify/{document.code}").status_code == 200


def test_what_runs_goes_on_under_the_successor(story: Story, sign_in: SignIn) -> None:
    here = f"/sharing/assignments/{story.assignment.id}"
    dean = sign_in(make_approver(story.cast.faculty))
    rector = sign_in(make_user(Role.PARENT_APPROVER, parent_body_id=story.university.id))
    assert (dean.get(here).status_code, rector.get(here).status_code) == (200, 404)

    story.merge()

    assert (dean.get(here).status_code, rector.get(here).status_code) == (404, 200)
    assert "Rektor" in words_of(story.sari.get(here).text)
    assert post(rector, f"{here}/approvals", {"version": "1"}, page=here).status_code == 303
    db.session.refresh(story.assignment)
    assert story.assignment.state is State.APPROVED
    place = sa.select(Belonging).where(Belonging.institution_id == story.cast.home.id)
    assert str(db.session.scalars(place).one().ends_on) == LAST_DAY
    heirs_people = partner_of(story.heir, sign_in)
    assert heirs_people.get(here).status_code == 200
    assert story.assignment.code in heirs_people.get(f"{story.new}?part=sharing").text
    save(Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum."))
    assert post(story.sari, f"{here}/duty-letters", page=here).status_code == 303
    letter = db.session.scalars(sa.select(Document)).one()
    assert "Rektor" in words_of(letter.papers["id"])
    assert "Dekan" not in words_of(letter.papers["id"])
    assert heirs_people.get(f"/documents/{letter.id}").status_code == 200


def test_the_agreement_of_the_forerunner_carries_new_help_of_the_successor(story: Story) -> None:
    new = "/sharing/assignments/new"
    ratna, host = story.cast.ratna, story.cast.host
    chosen = f"{new}?person={ratna.id}&home={story.heir.id}&host={host.id}"
    ratna.affiliations[0].institution_id = story.heir.id
    assert "Sharing SDM Bandung" not in story.sari.get(chosen).text

    story.merge()

    assert "Sharing SDM Bandung" in story.sari.get(chosen).text
    hosts = f"{new}?person={ratna.id}&home={host.id}&where=perpustakaan"
    assert OLD not in story.sari.get(hosts).text


def test_sums_follow_the_successor_and_nothing_counts_twice(story: Story) -> None:
    places = (story.cast.home, story.heir)
    meeting = make_gathering(starts_at=jakarta(2027, 1, 13), ends_at=jakarta(2027, 1, 13, 12))
    make_invitee(meeting, places[0], attendance=Attendance.PRESENT_ONSITE)
    make_invitee(meeting, places[1], attendance=Attendance.PRESENT_ONSITE)
    campaign = make_campaign()
    for place in places:
        make_partner(campaign, place)
    make_assignment(story.cast, host=story.heir, state=State.CLOSED, number_in_force=1)
    for version in db.session.scalars(sa.select(Assignment)):
        version.current.planned_minutes = 96 * 60
    sheet = f"/reports/P32?of={story.heir.id}"
    assert "hours planned 0 96" in words_of(story.sari.get(sheet).text)

    story.merge()

    counted = words_of(story.sari.get(sheet).text)
    assert f"What it took over is counted with it, each thing once: {OLD}." in counted
    assert "Staff shared, hours planned 96 0" in counted
    assert "Meetings attended 1 of 1" in counted
    assert "Campaigns carried 1" in counted
    old_sheet = words_of(story.sari.get(f"/reports/P32?of={story.cast.home.id}").text)
    assert f"It is part of {NEW} now: the sheet of that one holds all this." in old_sheet
    assert "1 member, in 1 of 38 provinces." in words_of(story.sari.get("/reports/P25").text)
