"""Scenario 1, joining: Poltekkes Kasuari Mandiri in Jayapura becomes a member."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from crm.audit.models import AuditEntry
from crm.core.db import db
from crm.institutions.models import Institution, MembershipState
from crm.permissions import Role
from crm.reminders.forecast import forecast
from tests.conftest import SignIn
from tests.factories.register import make_parent_body, make_user
from tests.pages import post, words_of

NAME = "Perpustakaan Poltekkes Kasuari Mandiri"
JOINING = datetime(2027, 1, 4, 2, tzinfo=UTC)


@pytest.fixture
def secretary(app: Flask, sign_in: SignIn) -> Any:
    with time_machine.travel(JOINING, tick=False):
        yield sign_in(make_user(name="Sari Wulandari", language="en"))


def number_in(location: str) -> int:
    return int(re.findall(r"/(\d+)", location)[0])


def register_prospect(secretary: FlaskClient) -> int:
    """The prospect under Poltekkes under the ministry, without an NPP."""
    ministry = make_parent_body(name="Kementerian Kesehatan", sort_name="kementerian kesehatan")
    poltekkes = make_parent_body(name="Poltekkes Kasuari Mandiri", sort_name="poltekkes kasuari")
    chain = {"q": "kementerian", "parent_body_id": str(ministry.id)}
    here = f"/parent-bodies/{poltekkes.id}/subordinations"
    assert post(secretary, here, chain, page=f"{here}/new?q=kementerian").status_code == 303
    given = {"name": NAME, "type": "poltekkes_library", "regency_code": "91.71"}
    given |= {"state": "prospect", "note": "NPP dalam proses"}
    registered = post(secretary, "/institutions", given, page="/institutions/new")
    number = number_in(registered.location)
    here = f"/institutions/{number}/belongings"
    chosen = {"q": "poltekkes", "parent_body_id": str(poltekkes.id), "starts_on": "2027-01-04"}
    assert post(secretary, here, chosen, page=f"{here}/new?q=poltekkes").status_code == 303
    return number


def note_liaison(secretary: FlaskClient, number: int) -> None:
    given = {"name": "Maria Wenda, S.Sos.", "email": "maria@kasuari.example", "language": "id"}
    role = {"role": "liaison", "may_confirm": "y", "category": "pns"}
    at = f"institution_id={number}"
    noted = post(secretary, f"/people?{at}", given | role, page=f"/people/new?{at}")
    assert noted.status_code == 303


FILED = {
    "joining_letter": "Surat 114/PKM/XII/2026, ditandatangani Direktur Poltekkes",
    "liaison": "Maria Wenda setuju lewat surel 2 Januari 2027",
    "npp": "NPP dalam proses",
    "ethics": "Pernyataan etika 3 Januari 2027",
}


def file(secretary: FlaskClient, number: int, requirement: str, said: str) -> None:
    here = f"/institutions/{number}/filings"
    given = {"requirement": requirement, "said": said, "filed_on": "2027-01-04"}
    page = f"{here}/new?requirement={requirement}"
    assert post(secretary, here, given, page=page).status_code == 303


def complete(secretary: FlaskClient, number: int) -> None:
    """Liaison, letter, consent, ethics, and the reason why there is no NPP."""
    note_liaison(secretary, number)
    for requirement, said in FILED.items():
        file(secretary, number, requirement, said)


def move(secretary: FlaskClient, number: int, to: str) -> None:
    here = f"/institutions/{number}/memberships"
    given = {"to": to, "on": "2027-01-04", "reason": "Surat bergabung bertanda tangan diterima"}
    assert post(secretary, here, given, page=f"{here}/new?to={to}").status_code == 303


def stored(number: int) -> Institution:
    db.session.expire_all()
    return db.session.get_one(Institution, number)


def test_a_prospect_becomes_a_member(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    complete(secretary, number)

    for step in ("applied", "verified", "active"):
        move(secretary, number, step)

    member = stored(number)
    assert member.state is MembershipState.ACTIVE
    assert member.joined_on == date(2027, 1, 4)
    assert member.zone == "Asia/Jayapura"
    page = words_of(secretary.get(f"/institutions/{number}").text)
    assert "member since 4 January 2027" in page
    assert "WIT" in page
    assert "Poltekkes Kasuari Mandiri" in page
    assert "Maria Wenda, S.Sos." in page
    assert "Surat bergabung bertanda tangan diterima" in page


def test_nothing_is_verified_while_something_is_missing(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    move(secretary, number, "applied")
    here = f"/institutions/{number}/memberships"
    given = {"to": "verified", "on": "2027-01-04"}
    file(secretary, number, "liaison", FILED["liaison"])
    file(secretary, number, "joining_letter", FILED["joining_letter"])

    refused = post(secretary, here, given, page=f"{here}/new?to=verified")

    said = words_of(refused.text)
    assert refused.status_code == 409
    assert "The application is not complete yet." in said
    assert "a liaison who consented to be written to" in said
    assert "the NPP, or the reason why there is none" in said
    assert "the acknowledgement of the ethics policy" in said
    assert "the joining letter" not in said
    assert stored(number).state is MembershipState.APPLIED
    page = words_of(secretary.get(f"/institutions/{number}").text)
    assert "1 of 4" in page
    assert "filed, but nobody is noted as head or liaison" in page


def test_a_requirement_can_be_waived_with_its_reason(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    complete(secretary, number)
    move(secretary, number, "applied")
    here = f"/institutions/{number}/filings"
    given = {"requirement": "ethics", "said": "", "filed_on": "2027-01-04", "is_waiver": "y"}
    page = f"{here}/new?requirement=ethics"

    assert post(secretary, here, given, page=page).status_code == 422
    given["said"] = "Disetujui rapat pembina 2 Januari 2027"
    assert post(secretary, here, given, page=page).status_code == 303

    page = words_of(secretary.get(f"/institutions/{number}").text)
    assert "waived: Disetujui rapat pembina 2 Januari 2027" in page
    assert "Sari Wulandari waived a requirement" in page


def test_every_move_is_in_the_trail_with_who_from_to_and_why(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    complete(secretary, number)
    for step in ("applied", "verified", "active"):
        move(secretary, number, step)

    moves = db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.subject_kind == "institution", AuditEntry.from_state != "")
        .order_by(AuditEntry.id)
    )
    assert [(one.from_state, one.to_state, one.actor, one.role) for one in moves] == [
        ("prospect", "applied", "Sari Wulandari", "secretariat"),
        ("applied", "verified", "Sari Wulandari", "secretariat"),
        ("verified", "active", "Sari Wulandari", "secretariat"),
    ]


def test_the_directory_shows_it_to_other_members(secretary: FlaskClient, sign_in: SignIn) -> None:
    number = register_prospect(secretary)
    other = sign_in(make_user(Role.PARTNER, language="en"))
    assert other.get(f"/institutions/{number}").status_code == 404
    complete(secretary, number)

    for step in ("applied", "verified", "active"):
        move(secretary, number, step)

    assert NAME in other.get("/institutions?province=91").text
    assert other.get(f"/institutions/{number}").status_code == 200


def test_the_liaison_is_reminded_a_year_later(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    complete(secretary, number)
    for step in ("applied", "verified", "active"):
        move(secretary, number, step)

    planned = [
        one
        for one in forecast(
            datetime(2028, 1, 1, tzinfo=UTC), datetime(2028, 1, 31, tzinfo=UTC)
        ).planned
        if one.rule == "R40"
    ]

    assert planned
    assert planned[0].occasion.on == date(2028, 1, 4)
    assert planned[0].recipient.email == "maria@kasuari.example"


def test_an_odd_npp_later_is_warned_about_not_saved_silently(secretary: FlaskClient) -> None:
    number = register_prospect(secretary)
    here = f"/institutions/{number}"
    given = {"name": NAME, "type": "poltekkes_library", "regency_code": "91.71", "version": "1"}

    warned = post(secretary, here, given | {"npp": "91710C1"}, page=f"{here}/edit")

    assert warned.status_code == 422
    assert "An NPP has six digits" in words_of(warned.text)
    assert stored(number).npp is None
    said = {"npp": "91710C1", "npp_accepted": "91710C1"}
    assert post(secretary, here, given | said, page=f"{here}/edit").status_code == 303
    assert stored(number).npp == "91710C1"
