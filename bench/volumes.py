"""Fills a house to the size of a national network, in bulk and always the same."""

import random
from datetime import timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.campaigns.models import Campaign, Placement, PlacementType, TrackedLink
from crm.core import clock
from crm.core.db import db
from crm.core.text import folded
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution, InstitutionType, MembershipState
from crm.institutions.queries import today
from crm.people.models import Affiliation, ContactRole, Person
from crm.permissions import Role
from crm.places.models import Regency
from crm.search.index import reindex
from crm.timeline.models import Entry

LARGE = {"institutions": 20_000, "people": 100_000, "entries": 200_000}
BATCH = 5_000
FIRST = ["Perpustakaan", "Rumah", "Sakit", "Puskesmas", "Poltekkes", "Klinik", "Balai"]
SECOND = [
    "Melati",
    "Anggrek",
    "Kenanga",
    "Cempaka",
    "Seroja",
    "Mawar",
    "Teratai",
    "Dahlia",
    "Flamboyan",
    "Kasuari",
]
THIRD = [
    "Utama",
    "Sehat",
    "Bahagia",
    "Sentosa",
    "Harapan",
    "Lestari",
    "Mulia",
    "Jaya",
    "Abadi",
    "Nusantara",
]
GIVEN = [
    "Ratna",
    "Yusuf",
    "Maya",
    "Bima",
    "Dewi",
    "Sari",
    "Agus",
    "Rina",
    "Budi",
    "Wulan",
    "Hadi",
    "Tuti",
    "Made",
    "Putu",
]
FAMILY = [
    "Prameswari",
    "Rahmadi",
    "Lestari",
    "Aditya",
    "Anggraini",
    "Santoso",
    "Wijaya",
    "Nasution",
    "Siregar",
]


def fill(size: str) -> dict[str, int]:
    """Fill to full size or to a tenth; say how many rows of each kind."""
    share = 1 if size == "large" else 10
    counts = {name: count // share for name, count in LARGE.items()}
    dice = random.Random(2027)
    with unit_of_work():
        _institutions(counts["institutions"], dice)
        _people(counts["people"], dice)
        _affiliations(counts, dice)
        _entries(counts, dice)
        _campaign()
    for kind, model in (("institution", Institution), ("person", Person)):
        ids = list(db.session.scalars(sa.select(model.id)))
        while ids:
            with unit_of_work():
                reindex(kind, ids[:BATCH])
            ids = ids[BATCH:]
    return counts


def _insert(model: Any, rows: Any) -> None:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        db.session.execute(sa.insert(model), batch)


def _institutions(count: int, dice: random.Random) -> None:
    regencies = list(db.session.scalars(sa.select(Regency)))
    types = [InstitutionType.HOSPITAL, InstitutionType.PUSKESMAS, InstitutionType.STIKES_LIBRARY]

    def row(number: int) -> dict[str, Any]:
        place = dice.choice(regencies)
        name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {dice.choice(THIRD)} {number}"
        return {
            "code": f"V{number:06}",
            "name": name,
            "sort_name": folded(name),
            "type": dice.choice(types),
            "state": MembershipState.ACTIVE if number % 20 == 0 else MembershipState.NONE,
            "regency_code": place.code,
            "province_code": place.province_code,
            "created_at": clock.now(),
            "extras": {},
            "former_names": [],
        }

    _insert(Institution, map(row, range(1, count + 1)))


def _people(count: int, dice: random.Random) -> None:
    def row(number: int) -> dict[str, Any]:
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {number}"
        return {
            "name": name,
            "sort_name": folded(name),
            "email": f"orang{number}@contoh.example",
            "phone": f"+6289{number:08}",
            "created_at": clock.now(),
            "extras": {},
        }

    _insert(Person, map(row, range(1, count + 1)))


def _affiliations(counts: dict[str, int], dice: random.Random) -> None:
    """The first institution has fifty people; the others share the rest."""

    def row(number: int) -> dict[str, Any]:
        institution = 1 if number <= 50 else dice.randint(2, counts["institutions"])
        return {
            "person_id": number,
            "institution_id": institution,
            "role": ContactRole.STAFF,
            "may_confirm": False,
        }

    _insert(Affiliation, map(row, range(1, counts["people"] + 1)))


def _entries(counts: dict[str, int], dice: random.Random) -> None:
    """The first institution has two hundred lines of history; the others share the rest."""
    now = clock.now()

    def row(number: int) -> dict[str, Any]:
        record = 1 if number <= 200 else dice.randint(2, counts["institutions"])
        return {
            "record_kind": "institution",
            "record_id": record,
            "at": now - timedelta(minutes=number),
            "fact": "DataConfirmed",
            "actor": "Sari Wulandari",
            "facts": {"name": "contoh"},
            "subject_kind": "institution",
            "subject_id": record,
        }

    _insert(Entry, map(row, range(1, counts["entries"] + 1)))


def _campaign() -> None:
    manager = User(
        email="ukur@jpk.example", name="Sari Wulandari", role=Role.SECRETARIAT,
        created_at=clock.now(), epoch=1,
    )  # fmt: skip
    campaign = Campaign(
        code="KMP-2027-99", title_id="Ukur", manager=manager, created_at=clock.now(),
        window_starts_on=today(), window_ends_on=today() + timedelta(days=30),
    )  # fmt: skip
    placement = Placement(
        campaign=campaign, name="Poster", type=PlacementType.POSTER, run_starts_on=today(),
        run_ends_on=today(), must_start_on=today(), lead_workdays=20, created_at=clock.now(),
    )  # fmt: skip
    db.session.add(
        TrackedLink(
            code="ukurukur", placement=placement, target_url="https://example.org/",
            created_at=clock.now(),
        )
    )  # fmt: skip
