"""Notes, files and letters on what members do together: gatherings, campaigns, sharing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.campaigns.models import CampaignState
from crm.core.actors import SYSTEM
from crm.core.audiences import Audience
from crm.core.db import db, reference_to, save
from crm.core.records import called, kind_named
from crm.core.transactions import commit
from crm.documents.models import LetterLink
from crm.files.models import Attachment
from crm.institutions.models import Institution
from crm.people.keepers import keepers
from crm.permissions import Role
from crm.timeline.models import Note
from crm.timeline.noting import write_note
from tests.conftest import CountQueries, SignIn
from tests.factories.campaigns import make_campaign, make_manager, make_partner, make_placement
from tests.factories.gatherings import make_gathering, make_invited, make_invitee
from tests.factories.register import make_institution, make_user
from tests.factories.sharing import make_agreement, make_assignment, make_cast
from tests.files.test_attachments import PDF, upload
from tests.pages import post
from tests.timeline.test_notes import write


@dataclass
class Place:
    """A record, and an institution whose people know it; none where it is the staff's alone."""

    record: Any
    member: Institution | None

    @property
    def url(self) -> str:
        return kind_named(self.record.__tablename__).url_of(self.record.id)


def gathering() -> Place:
    member = make_institution(name="RSUD Puspa Lentera")
    meeting = make_invited(title="Rapat koordinasi")
    make_invitee(meeting, member, invited_at=meeting.starts_at)
    return Place(meeting, member)


def campaign() -> Place:
    plan = make_campaign(make_manager(), title_id="Ayo ke perpustakaan")
    plan.state = CampaignState.RUNNING
    member = make_institution(name="RSUD Puspa Lentera")
    make_partner(plan, member)
    return Place(plan, member)


def placement() -> Place:
    return Place(make_placement(make_campaign(make_manager()), name="Baliho Dago"), None)


def agreement() -> Place:
    cast = make_cast()
    return Place(make_agreement(cast), cast.host)


def assignment() -> Place:
    cast = make_cast()
    return Place(make_assignment(cast), cast.home)


PLACES = (gathering, campaign, placement, agreement, assignment)


@pytest.mark.parametrize("made", PLACES, ids=lambda made: made.__name__)
def test_notes_files_and_letters_hang_on_it(
    app: Flask, sign_in: SignIn, made: Callable[[], Place]
) -> None:
    place = made()
    kind, number = place.record.__tablename__, place.record.id
    commit()
    secretary = sign_in(make_user(language="en"))

    write(secretary, place.record, "untuk semua", Audience.SHARED)
    write(secretary, place.record, "untuk jaringan", Audience.NETWORK)
    assert upload(secretary, place.record, (PDF, "Denah lokasi.pdf")).location == place.url
    begun = f"/documents/incoming/new?of={kind}&id={number}"
    words = {"sender": "Dinas Contoh", "subject": "Izin tempat", "received_on": "2027-01-04"}
    url = f"/documents/incoming?of={kind}&id={number}"
    assert post(secretary, url, words, page=begun).status_code == 303
    page = secretary.get(place.url).text

    for told in ("untuk semua", "untuk jaringan", "Denah lokasi.pdf", "Izin tempat"):
        assert told in page
    assert begun.replace("&", "&amp;") in page
    assert f'href="/records/{kind}/{number}/attachments"' in page
    link = db.session.scalars(sa.select(LetterLink)).one()
    assert link.reference == reference_to(place.record)
    code = db.session.scalars(sa.select(Attachment.code)).one()
    stranger = sign_in(make_user(Role.PARTNER, institution_id=make_institution().id))
    for hidden in (
        place.url, f"/files/{code}", f"/records/{kind}/{number}/notes/new",
        f"/records/{kind}/{number}/attachments",
    ):  # fmt: skip
        assert stranger.get(hidden).status_code == 404, hidden
    if place.member:
        partner = sign_in(make_user(Role.PARTNER, institution_id=place.member.id, language="en"))
        seen = partner.get(place.url).text
        assert "untuk semua" in seen
        assert "everyone who may open this page" in seen
        assert "Denah lokasi.pdf" in seen
        assert "untuk jaringan" not in seen
        assert "Izin tempat" not in seen
        assert partner.get(f"/files/{code}").data == PDF
        write(partner, place.record, "dari anggota", Audience.SHARED)
        assert "dari anggota" in secretary.get(place.url).text


def test_who_only_takes_part_reads_notes_and_no_history(app: Flask, sign_in: SignIn) -> None:
    place = gathering()
    assert place.member
    place.record.cancel(by=SYSTEM, reason="ruang terpakai")
    write_note(place.record, by=SYSTEM, text="bawa daftar koleksi", audience=Audience.SHARED)
    commit()
    partner = sign_in(make_user(Role.PARTNER, institution_id=place.member.id))

    page = partner.get(f"{place.url}?topic=changes").text

    assert "bawa daftar koleksi" in page
    assert 'class="m-sifted"' not in page


def test_a_letter_is_linked_to_a_gathering_by_its_name(app: Flask) -> None:
    make_gathering(title="Rapat Koordinasi Wilayah Timur")

    (found,) = called("rapat timur", make_user())

    assert found.reference.kind == "gathering"


def test_an_erasure_takes_what_was_noted_on_the_persons_assignments(app: Flask) -> None:
    cast = make_cast()
    one = make_assignment(cast)
    write_note(one, by=SYSTEM, text="Ratna sedang cuti", audience=Audience.NETWORK)
    write_note(cast.home, by=SYSTEM, text="tentang lembaga", audience=Audience.NETWORK)
    commit()

    for keeper in keepers():
        list(keeper.forgets(cast.ratna))

    assert db.session.scalars(sa.select(Note.text)).all() == ["tentang lembaga"]


def test_a_placement_that_is_taken_out_takes_its_notes_along(app: Flask, sign_in: SignIn) -> None:
    manager = make_manager()
    one = make_placement(make_campaign(manager))
    write_note(one, by=SYSTEM, text="tanya harga", audience=Audience.NETWORK)
    commit()
    browser, url = sign_in(manager), f"/campaigns/{one.campaign_id}/placements/{one.id}"
    assert upload(browser, one, (PDF, "Penawaran.pdf")).status_code == 303

    assert post(browser, f"{url}/deletion", page=url).status_code == 303

    assert db.session.scalar(sa.select(sa.func.count(Note.id))) == 0
    assert db.session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


@pytest.mark.parametrize("made", PLACES, ids=lambda made: made.__name__)
def test_its_page_costs_the_same_with_many_notes(
    app: Flask, sign_in: SignIn, count_queries: CountQueries, made: Callable[[], Place]
) -> None:
    place = made()
    for number in range(20):
        note = write_note(place.record, by=SYSTEM, text=f"n{number}", audience=Audience.SHARED)
        save(note).pin(pinned=number < 5)
    commit()
    secretary, url = sign_in(make_user()), place.url
    secretary.get(url)

    with count_queries() as statements:
        assert secretary.get(url).status_code == 200

    assert len(statements) <= 14, "\n".join(statements)
