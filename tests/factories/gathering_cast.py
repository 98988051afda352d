"""The cast of the domain for meetings: B, M, J and Y with their people and parent bodies."""

from dataclasses import dataclass

from crm.accounts.models import User
from crm.core.db import db, save
from crm.institutions.models import Institution
from crm.network.models import Signatory
from crm.network.queries import the_network
from crm.permissions import Role
from tests.factories.gatherings import make_member
from tests.factories.register import make_parent_body, make_person, make_user


@dataclass
class Cast:
    """Four members in three zones, their liaisons' accounts, and two secretaries."""

    lazuardi: Institution
    puspa: Institution
    kasuari: Institution
    anggrek: Institution
    sari: User
    wulan: User
    dewi: User
    yusuf: User
    marthen: User


def make_cast() -> Cast:
    network = the_network()
    network.name, network.city = "Jaringan Perpustakaan Kesehatan", "Jakarta"
    network.email, network.zone = "sekretariat@jpk.example", "Asia/Jakarta"
    save(
        Signatory(office="Ketua Jaringan", name="Dr. Wulan Hapsari, M.Hum.", nip="1970010119950120")
    )
    lazuardi = _member(
        "Perpustakaan FK Universitas Lazuardi Nusantara", "32.73", "Asia/Jakarta",
        ("Dewi Anggraini", "dewi@lazuardi.example"),
        ("Fakultas Kedokteran Universitas Lazuardi Nusantara", "Dekan"),
    )  # fmt: skip
    puspa = _member(
        "Perpustakaan RSUD Puspa Lentera", "73.71", "Asia/Makassar",
        ("Yusuf Rahmadi", "yusuf@puspa.example"), ("RSUD Puspa Lentera", "Direktur"),
    )  # fmt: skip
    kasuari = _member(
        "Perpustakaan Poltekkes Kasuari Mandiri", "91.71", "Asia/Jayapura",
        ("Marthen Sawaki", "marthen@kasuari.example"), ("Poltekkes Kasuari Mandiri", "Direktur"),
    )  # fmt: skip
    anggrek = _member(
        "Perpustakaan STIKes Griya Anggrek", "34.71", "Asia/Jakarta",
        ("Tuti Handayani", "tuti@anggrek.example"), ("STIKes Griya Anggrek", "Ketua"),
    )  # fmt: skip
    db.session.flush()
    return Cast(
        lazuardi,
        puspa,
        kasuari,
        anggrek,
        sari=make_user(name="Sari Wulandari"),
        wulan=make_user(name="Wulan Hapsari"),
        dewi=_partner("Dewi Anggraini", lazuardi),
        yusuf=_partner("Yusuf Rahmadi", puspa),
        marthen=_partner("Marthen Sawaki", kasuari),
    )


def _member(
    name: str, regency: str, zone: str, liaison: tuple[str, str], parent: tuple[str, str]
) -> Institution:
    person, email = liaison
    body, post = parent
    return make_member(
        name=name,
        regency_code=regency,
        province_code=regency[:2],
        zone=zone,
        liaison=make_person(name=person, email=email),
        parent=make_parent_body(name=body, approver_post=post),
    )


def _partner(name: str, institution: Institution) -> User:
    return make_user(Role.PARTNER, name=name, institution_id=institution.id, zone=institution.zone)
