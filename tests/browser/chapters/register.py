"""Edges of the tree, and one member with everything that can hang on it."""

from datetime import timedelta

import sqlalchemy as sa

from crm.core.db import db, save
from crm.institutions.checking import PURPOSE, Answered, answerable_until, take_answer
from crm.institutions.hours import read_spans, stored_week
from crm.institutions.joining import file_requirement
from crm.institutions.models import (
    AccessPolicy,
    Belonging,
    Connection,
    Grade,
    Institution,
    InstitutionType,
    LibrarySystem,
    MembershipState,
    Need,
    NeedKind,
    OfferedService,
    RelationKind,
    Requirement,
    Strength,
    Subordination,
)
from crm.institutions.succession import relate, succeed
from crm.links.issuing import issue
from tests.browser.cast import Cast


def fill(cast: Cast) -> None:
    edge = db.session.scalars(sa.select(Subordination).order_by(Subordination.id)).first()
    place = db.session.scalars(sa.select(Belonging).order_by(Belonging.id)).first()
    assert edge
    assert place
    cast.examples |= {
        "subordination_id": edge.id,
        "lower parent_body": edge.child_id,
        "belonging_id": place.id,
        "institution_id": place.institution_id,
    }
    _describe(cast, place.institution)
    _check(cast, place.institution)
    _take_over(cast, place.institution)


def _describe(cast: Cast, member: Institution) -> None:
    """A profile, a strength, a need, a relation and a filed paper."""
    workdays = {day: read_spans("08.00–12.00, 13.00–16.00") for day in range(4)}
    week = stored_week(workdays | {4: read_spans("08.00–11.00, 13.30–16.00")})
    member.change(
        by=cast.by,
        access_policy=AccessPolicy.REGISTERED,
        access_note="bawa kartu identitas",
        grade=Grade.B,
        accreditation_ends_on=cast.today + timedelta(days=500),
        opac_url="https://opac.lazuardi.example",
        library_system=LibrarySystem.SLIMS,
        connection=Connection.FIBRE,
        bandwidth_mbps=50,
        librarians=3,
        printed_books=12_500,
        opening_hours=week,
        hour_exceptions=[
            {"first": "2027-12-24", "last": "2028-01-02", "spans": [], "why": "Cuti bersama"}
        ],
    )
    facts = {"subject": "WS", "depth": 4, "evidence": "1.200 judul, 14 jurnal berjalan"}
    strength = save(Strength.note(member, by=cast.by, leads=True, formats=["books"], **facts))
    lack = {"kind": NeedKind.PROCESSING, "title": "Pengatalogan 400 judul warisan"}
    need = save(Need.note(member, by=cast.by, on=cast.today, **lack))
    other = cast.troupe.members["M"]
    relation = relate(member, other, RelationKind.PARTNER_OF, by=cast.by)
    offered = sa.select(OfferedService.id).where(OfferedService.institution_id == member.id)
    letter, said = Requirement.JOINING_LETTER, "Surat 114/PKM/XII/2026"
    file_requirement(cast.troupe.members["P"], letter, said, by=cast.by, on=cast.today)
    cast.examples |= {
        "strength_id": strength.id,
        "need_id": need.id,
        "relation_id": relation.id,
        "offer_id": db.session.scalar(offered.limit(1)),
        "prospect institution": cast.troupe.members["P"].id,
    }


def _check(cast: Cast, member: Institution) -> None:
    """Corrections that wait, and a link to check the data that nobody has answered."""
    corrections = {"phone": (member.phone, "+62 899 0010 7777"), "librarians": (3, 4)}
    answered = Answered(cast.by, "dewi@lazuardi.example")
    check = take_answer(member, corrections, remark="Kepala berganti.", answered=answered)
    assert check
    cast.examples["data_check_id"] = check.id
    issue(
        PURPOSE,
        member,
        recipient="dewi@lazuardi.example",
        recipient_name="Dewi Anggraini",
        expires_at=answerable_until(cast.today, member.zone),
        institution_id=member.id,
    )


def _take_over(cast: Cast, member: Institution) -> None:
    """A faculty library that became part of the member a month ago."""
    kind = InstitutionType.DENTISTRY_PHARMACY_FACULTY_LIBRARY
    gone = save(
        Institution.register(
            by=cast.by,
            name="Perpustakaan FKG Lazuardi Nusantara",
            type=kind,
            regency=member.regency,
            state=MembershipState.ACTIVE,
        )
    )
    last_day = cast.today - timedelta(days=30)
    succeed(gone, member, by=cast.by, on=last_day, reason="Keputusan Rektor 7/2026")
    cast.examples["merged institution"] = gone.id
