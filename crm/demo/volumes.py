"""The size of a national network, in bulk and always the same, beside whatever is there already."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.campaigns.models import Campaign, Placement, PlacementType, ScanDay, TrackedLink
from crm.core import clock
from crm.core.db import db, save
from crm.core.text import folded
from crm.core.transactions import unit_of_work
from crm.institutions.models import Institution, InstitutionType, MembershipState
from crm.institutions.queries import today
from crm.people.models import Affiliation, ContactRole, Person
from crm.permissions import Role
from crm.places.models import Regency
from crm.search.index import reindex
from crm.timeline.models import Entry

LARGE = {
    "institutions": 20_000,
    "people": 100_000,
    "entries": 200_000,
    "placements": 50_000,
    "scan_days": 500_000,
}
SCANS_A_DAY = 10
STAFF, HISTORY = 50, 200
ALWAYS_THE_SAME = 2027
"""Five million scans are half a million days of ten each: Mitra keeps days, never single scans."""
BATCH = 5_000
Watch = Callable[[str], None]
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


@dataclass(frozen=True)
class Bases:
    """The last numbers that are taken: what is added counts on from them."""

    institution: int
    person: int
    campaign: int
    placement: int
    link: int

    @classmethod
    def found(cls) -> "Bases":
        """Ask for the last number of each."""
        models = (Institution, Person, Campaign, Placement, TrackedLink)
        return cls(*(db.session.scalar(sa.select(sa.func.max(model.id))) or 0 for model in models))


def fill(size: str, *, watch: Watch = lambda _said: None) -> dict[str, int]:
    """Add the full volumes, or a tenth; say how many rows of each kind."""
    share = 1 if size == "large" else 10
    counts = {name: count // share for name, count in LARGE.items()}
    add(counts, watch=watch)
    return counts


def add(counts: Mapping[str, int], *, watch: Watch = lambda _said: None) -> None:
    """Add so many rows of each kind, and let them be found."""
    dice, bases = random.Random(ALWAYS_THE_SAME), Bases.found()  # noqa: S311 (no secret)
    with unit_of_work():
        _institutions(counts["institutions"], dice)
        _people(counts["people"], dice)
        _affiliations(counts, bases, dice)
        _entries(counts, bases, dice)
        _campaigns(counts, bases)
    watch(", ".join(f"{name} {count:,}" for name, count in counts.items()))
    for kind, model, base in (
        ("institution", Institution, bases.institution),
        ("person", Person, bases.person),
    ):
        ids = list(db.session.scalars(sa.select(model.id).where(model.id > base)))
        for begin in range(0, len(ids), BATCH):
            with unit_of_work():
                reindex(kind, ids[begin : begin + BATCH])
            watch(f"{kind}: {min(begin + BATCH, len(ids)):,} of {len(ids):,} can be found")


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
            "email": f"warga{number}@contoh.example",
            "phone": f"+6289{number:08}",
            "created_at": clock.now(),
            "extras": {},
        }

    _insert(Person, map(row, range(1, count + 1)))


def _affiliations(counts: Mapping[str, int], bases: Bases, dice: random.Random) -> None:
    """The first institution has fifty people; the others share the rest."""

    def row(number: int) -> dict[str, Any]:
        institution = 1 if number <= STAFF else dice.randint(2, counts["institutions"])
        return {
            "person_id": bases.person + number,
            "institution_id": bases.institution + institution,
            "role": ContactRole.STAFF,
            "may_confirm": False,
        }

    _insert(Affiliation, map(row, range(1, counts["people"] + 1)))


def _entries(counts: Mapping[str, int], bases: Bases, dice: random.Random) -> None:
    """The first institution has two hundred lines of history; the others share the rest."""
    now = clock.now()

    def row(number: int) -> dict[str, Any]:
        chosen = 1 if number <= HISTORY else dice.randint(2, counts["institutions"])
        record = bases.institution + chosen
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


def _manager() -> User:
    """Whoever may look after the campaigns; made where nobody is there."""
    found = db.session.scalar(sa.select(User).where(User.role == Role.SECRETARIAT).limit(1))
    return found or save(
        User(
            email="ukur@jpk.example", name="Sari Wulandari", role=Role.SECRETARIAT,
            created_at=clock.now(), epoch=1,
        )
    )  # fmt: skip


def _campaigns(counts: Mapping[str, int], bases: Bases) -> None:
    """One manager, a campaign for every five hundred placements, a tracked link on each."""
    manager, each = _manager(), 500
    campaigns = range(1, -(-counts["placements"] // each) + 1)
    starts, ends = today(), today() + timedelta(days=30)
    _insert(
        Campaign,
        (
            {
                "id": bases.campaign + n, "code": f"UKUR-{n:04}", "title_id": f"Ukur {n}",
                "manager_id": manager.id,
                "created_at": clock.now(), "window_starts_on": starts, "window_ends_on": ends,
            }
            for n in campaigns
        ),
    )  # fmt: skip
    _insert(
        Placement,
        (
            {
                "id": bases.placement + n, "campaign_id": bases.campaign + 1 + (n - 1) // each,
                "name": f"Poster {n}",
                "type": PlacementType.POSTER, "run_starts_on": starts, "run_ends_on": ends,
                "must_start_on": starts, "lead_workdays": 20, "created_at": clock.now(),
            }
            for n in range(1, counts["placements"] + 1)
        ),
    )  # fmt: skip
    _links(counts, bases)
    _count_on()


def _links(counts: Mapping[str, int], bases: Bases) -> None:
    """A tracked link on each placement, with as many days of scans."""
    starts = today()
    _insert(
        TrackedLink,
        (
            {
                "id": bases.link + n, "code": "ukurukur" if n == 1 else f"u{n:07}",
                "placement_id": bases.placement + n, "target_url": "https://example.org/",
                "created_at": clock.now(),
            }
            for n in range(1, counts["placements"] + 1)
        ),
    )  # fmt: skip
    days = counts["scan_days"] // counts["placements"]
    _insert(
        ScanDay,
        (
            {
                "link_id": bases.link + n, "day": starts - timedelta(days=back),
                "hits": SCANS_A_DAY, "visitors": SCANS_A_DAY,
            }
            for n in range(1, counts["placements"] + 1)
            for back in range(1, days + 1)
        ),
    )  # fmt: skip


def _count_on() -> None:
    """PostgreSQL counts on from what it gave out itself, which was nothing."""
    if db.engine.dialect.name == "postgresql":
        for model in (Campaign, Placement, TrackedLink):
            sequence = sa.func.pg_get_serial_sequence(model.__tablename__, "id")
            db.session.execute(sa.select(sa.func.setval(sequence, sa.func.max(model.id))))
