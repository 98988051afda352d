"""The cast of the domain (section 9), agreements and assignments."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import save
from crm.institutions.models import Institution, ParentBody
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.models.persons import PersonCategory
from crm.permissions import Role
from crm.sharing.capacity.patterns import Slot
from crm.sharing.models import (
    AgreementKind,
    Assignment,
    AssignmentVersion,
    Mode,
    Party,
    Purpose,
    SharingAgreement,
    Voice,
    new_agreement,
    plain_slot,
)
from tests.factories.register import (
    make_affiliation,
    make_belonging,
    make_institution,
    make_parent_body,
    make_person,
    make_user,
)


@dataclass
class Cast:
    """Bandung lends Ratna to Makassar; Dewi and Yusuf head the two, the dean approves."""

    home: Institution
    host: Institution
    faculty: ParentBody
    ratna: Person
    dewi: Person
    yusuf: Person
    dewi_user: User
    yusuf_user: User
    secretariat: User

    def voice(self, party: Party) -> Voice:
        """How each of the three speaks."""
        person = {
            Party.HOME_HEAD: self.dewi,
            Party.HOST_HEAD: self.yusuf,
            Party.PERSON: self.ratna,
        }[party]
        actor = self.secretariat.as_actor().__class__(name=person.name, way="link")
        return Voice(party=party, by=actor, email=person.email or "", person_id=person.id)


def make_cast() -> Cast:
    home = make_institution(
        name="Perpustakaan FK Universitas Lazuardi Nusantara", province_code="32",
        regency_code="32.73", zone="Asia/Jakarta", published=True,
    )  # fmt: skip
    host = make_institution(
        name="RSUD Puspa Lentera", province_code="73", regency_code="73.71",
        zone="Asia/Makassar", published=True,
    )  # fmt: skip
    faculty = make_parent_body(
        name="Fakultas Kedokteran Universitas Lazuardi Nusantara",
        approver_post="Dekan FK Universitas Lazuardi Nusantara",
        approver_name="Prof. Hadi", approver_email="dekan@lazuardi.example",
    )  # fmt: skip
    make_belonging(home, faculty)
    dewi_user, dewi = make_head("Dewi Anggraini", home)
    yusuf_user, yusuf = make_head("Yusuf Rahmadi", host)
    ratna = make_person(
        name="Ratna Prameswari", category=PersonCategory.CIVIL_SERVANT,
        nip="198505052010012001", position="Pustakawan Ahli Muda", rank="Penata, III/c",
    )  # fmt: skip
    make_affiliation(ratna, home, role=ContactRole.STAFF)
    secretariat = make_user(Role.SECRETARIAT, name="Sari Wulandari")
    return Cast(home, host, faculty, ratna, dewi, yusuf, dewi_user, yusuf_user, secretariat)


def make_head(name: str, institution: Institution, **given: Any) -> tuple[User, Person]:
    """A head with an account who may confirm for an institution."""
    user = make_user(Role.PARTNER, name=name, institution_id=institution.id, zone=institution.zone)
    person = make_person(name=name, user=user)
    make_affiliation(
        person, institution, **{"role": ContactRole.HEAD, "may_confirm": True, **given}
    )
    return user, person


def make_approver(faculty: ParentBody) -> User:
    return make_user(Role.PARENT_APPROVER, name="Prof. Hadi", parent_body_id=faculty.id)


def may_confirm(person: Person, institution: Institution, **given: Any) -> Affiliation:
    return make_affiliation(
        person, institution, **{"role": ContactRole.HEAD, "may_confirm": True, **given}
    )


MON_WED = (Slot(0, time(9), time(13)), Slot(2, time(9), time(13)))
TUE_THU = (Slot(1, time(9), time(12)), Slot(3, time(9), time(12)))


def make_version(**given: Any) -> AssignmentVersion:
    slots = given.pop("week", MON_WED)
    return AssignmentVersion(
        **{
            "number": 1,
            "role": "Pengatalog",
            "tasks": "Pengatalogan 400 judul\nMelatih satu petugas",
            "purpose": Purpose.PROCESSING,
            "weekly_minutes": sum(slot.minutes for slot in slots) or 360,
            "starts_on": date(2027, 4, 1),
            "ends_on": date(2027, 6, 30),
            "slots": [plain_slot(slot) for slot in slots],
            "zone": "Asia/Makassar",
            "mode": Mode.HYBRID,
            "location": "Perpustakaan RSUD Puspa Lentera",
            **given,
        }
    )


def make_assignment(cast: Cast, **given: Any) -> Assignment:
    """A draft of the home's side, unless said otherwise."""
    version = {name: given.pop(name) for name in list(given) if name in VERSION_FIELDS}
    assignment = save(
        Assignment(
            **{
                "person": cast.ratna,
                "home": cast.home,
                "host": cast.host,
                "proposer": Party.HOME_HEAD,
                "proposer_institution_id": cast.home.id,
                "created_at": clock.now(),
                "moved_at": clock.now(),
                "versions": [make_version(**version)],
                **given,
            }
        )
    )
    assignment.write(by=cast.dewi_user.as_actor())
    return assignment


VERSION_FIELDS = {
    "week", "role", "tasks", "purpose", "weekly_minutes", "starts_on", "ends_on", "zone", "mode",
    "location", "costs", "terms",
}  # fmt: skip


def make_agreement(cast: Cast, **given: Any) -> SharingAgreement:
    agreement = save(
        new_agreement(
            **{
                "home": cast.home,
                "host": cast.host,
                "kind": AgreementKind.PKS,
                "title": "Sharing SDM Bandung – Makassar",
                "valid_from": date(2027, 3, 1),
                "valid_to": date(2029, 2, 28),
                **given,
            }
        )
    )
    agreement.write(by=cast.secretariat.as_actor())
    return agreement
