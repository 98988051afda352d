"""The example network of the pictures: every kind of record, invented, placed around today.

`fill()` writes it into an installed, empty database. What stands in an address for `<int:x_id>`
is the cast's choice in `examples`, else the first row of the table `x` or `…_x`: a page for a new kind of
record needs one such record here and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from crm.accounts.invitations import INVITATION, RESET, invite, new_user, private_link
from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.almanac.models import CalendarDay, Certainty, DayKind
from crm.almanac.table import enter
from crm.core import clock
from crm.core.actors import Actor
from crm.core.addresses import path_of
from crm.core.db import db, save
from crm.core.transactions import commit
from crm.documents.issuing import issue
from crm.institutions.models import (
    Belonging,
    Institution,
    InstitutionType,
    MembershipState,
    Ownership,
    ParentBody,
)
from crm.links.models import Link
from crm.network.models import Signatory
from crm.network.queries import the_network
from crm.people.models import Affiliation, ContactRole, Expert, ExpertKind, Person
from crm.permissions import Role
from crm.places.models import Regency

PASSWORD = "kunci pintu perpustakaan lama"
SECOND_FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Cast:
    """Who plays, and which record stands for each kind."""

    password_hash: str
    users: dict[Role, int] = field(default_factory=dict)
    examples: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def example(self, argument: str) -> Any:
        """What to put into an address for an argument of this name; nothing when there is none."""
        if argument in self.examples:
            return self.examples[argument]
        tables = [table for table in db.metadata.tables.values() if "id" in table.c]
        name = argument.removesuffix("_id")
        named = [table for table in tables if table.name == name]
        named += [table for table in tables if table.name.endswith(f"_{name}")]
        return db.session.scalar(sa.select(sa.func.min(named[0].c.id))) if named else None


@dataclass
class Register:
    """The institutions and people that the other rooms speak of."""

    cast: Cast
    by: Actor
    faculty: Institution
    hospital: Institution
    school: Institution
    prospect: Institution
    dean: ParentBody
    ratna: Person
    yusuf: Person
    maya: Person
    bima: Person


def fill() -> Cast:
    """Write the example network and say who is who."""
    cast = Cast(hashed(PASSWORD))
    office = _user(cast, Role.SECRETARIAT, "Sari Wulandari", "sekretariat@jpk.example")
    register = _register(cast, office.as_actor())
    for chapter in CHAPTERS:
        chapter(register)
        commit()
    return cast


def _user(cast: Cast, role: Role, name: str, email: str, **given: Any) -> User:
    user = new_user(email, role=role, name=name)
    user.password_hash = cast.password_hash
    for attribute, value in given.items():
        setattr(user, attribute, value)
    cast.users.setdefault(role, user.id)
    return user


def _register(cast: Cast, by: Actor) -> Register:
    dean = _parent(by, "Fakultas Kedokteran Universitas Lazuardi Nusantara", "Dekan")
    return Register(
        cast=cast,
        by=by,
        faculty=_institution(
            by,
            "Perpustakaan FK Universitas Lazuardi Nusantara",
            InstitutionType.MEDICAL_FACULTY_LIBRARY,
            "32.73",
            ownership=Ownership.PRIVATE_UNIVERSITY,
            npp="3273012C0000901",
            code="FK-LAZUARDI",
            email="perpus.fk@lazuardi.example",
            hours="Senin–Jumat 08.00–16.00, Sabtu 09.00–12.00",
        ),
        hospital=_institution(
            by, "RSUD Puspa Lentera", InstitutionType.HOSPITAL_LIBRARY, "73.71", code="RSUD-PUSPA"
        ),
        school=_institution(
            by, "STIKes Griya Anggrek", InstitutionType.STIKES_LIBRARY, "34.71", code="STIKES-GRIYA"
        ),
        prospect=_institution(
            by, "Poltekkes Kasuari Mandiri", InstitutionType.POLTEKKES_LIBRARY, "91.71"
        ),
        dean=dean,
        ratna=_person(by, "Ratna Puspitasari", "", "S.Sos., M.Hum.", "ratna@lazuardi.example"),
        yusuf=_person(by, "Yusuf Daeng Tata", "", "S.IP.", "yusuf@puspalentera.example"),
        maya=_person(by, "Maya Lestari", "dr.", "M.Kes.", "maya@pakar.example"),
        bima=_person(by, "Bima Prakoso", "", "S.Kom.", "bima@pakar.example"),
    )


def _institution(
    by: Actor, name: str, kind: InstitutionType, regency: str, **facts: Any
) -> Institution:
    place = db.session.get(Regency, regency)
    return save(Institution.register(by=by, name=name, type=kind, regency=place, **facts))


def _parent(by: Actor, name: str, post: str) -> ParentBody:
    facts = {"approver_post": post, "approver_name": "Prof. Hendra Gunawan", "code": "FK"}
    return save(ParentBody.register(by=by, name=name, **facts))


def _person(by: Actor, name: str, before: str, after: str, email: str) -> Person:
    titles = {"title_before": before, "title_after": after}
    return save(Person.register(by=by, name=name, email=email, phone="+628123456789", **titles))


def _people(register: Register) -> None:
    """Who joined, who works where, and who may sign in."""
    by, today = register.by, clock.today("Asia/Jakarta")
    for member in (register.faculty, register.hospital, register.school):
        member.move_membership(MembershipState.APPLIED, by=by, on=today)
        member.move_membership(MembershipState.VERIFIED, by=by, on=today)
        member.move_membership(MembershipState.ACTIVE, by=by, on=today - timedelta(days=400))
    register.prospect.move_membership(MembershipState.PROSPECT, by=by, on=today)
    save(Belonging(institution=register.faculty, parent_body=register.dean))
    _works(register.ratna, register.faculty, by, ContactRole.LIAISON)
    _works(register.yusuf, register.hospital, by, ContactRole.HEAD)
    expert = save(Expert.of(register.maya, kind=ExpertKind.DOCTOR))
    expert.change(by=by, field="Kesehatan masyarakat", availability="Sabtu pagi")


def _works(person: Person, place: Institution, by: Actor, role: ContactRole) -> None:
    save(Affiliation.begin(person, place, by=by, role=role, position="", may_confirm=True))


def _accounts(register: Register) -> None:
    """One account for each role, one that is only invited, one closed."""
    cast, hospital = register.cast, register.hospital
    partner = {"institution": hospital, "zone": hospital.zone}
    _user(cast, Role.PARTNER, "Yusuf Daeng Tata", "yusuf@puspalentera.example", **partner)
    _user(cast, Role.ADMIN, "Adi Nugroho", "admin@jpk.example")
    _user(cast, Role.CAMPAIGN_MANAGER, "Melati Kusuma", "kampanye@jpk.example")
    approver = {"parent_body": register.dean}
    _user(cast, Role.PARENT_APPROVER, "Hendra Gunawan", "dekan@lazuardi.example", **approver)
    _user(cast, Role.EXPERT, "Maya Lestari", "maya@pakar.example")
    _user(cast, Role.BOARD, "Ketut Ardana", "dewan@jpk.example")
    guarded = _user(cast, Role.BOARD, "Nengah Sudarma", "nengah@jpk.example")
    guarded.totp_secret = SECOND_FACTOR
    invited = new_user("baru@griyaanggrek.example", role=Role.PARTNER, name="Dewi Anggraini")
    invited.institution = register.school
    cast.links[INVITATION] = _path(invite(invited, by=register.by))
    cast.links[RESET] = _path(private_link(guarded, RESET))
    closed = new_user("lama@jpk.example", role=Role.BOARD, name="Rahmat Hidayat")
    closed.close(by=register.by)
    cast.examples["user_id"] = invited.id


def _path(link: Link) -> str:
    return path_of("links.new", token=link.secret)


def _letterhead(register: Register) -> None:
    """What stands on every letter."""
    the_network().change(
        by=register.by,
        unit="Sekretariat Jaringan",
        address="Jalan Contoh Raya 12",
        phone="021 555 0100",
        email="sekretariat@jpk.example",
        web="https://jpk.example",
    )
    save(Signatory(office="Ketua Jaringan", name="Ketut Ardana, S.Sos.", nip="197501012000031001"))


def _papers(register: Register) -> None:
    """One paper in each state; the words are the rooms' own affair."""
    titles = {"id": "Undangan rapat rutin", "en": "Invitation to the regular meeting"}
    about = (register.faculty, register.hospital, register.school)
    papers = [
        issue(
            "UND",
            "layouts/print.html",
            institution,
            kind="P01",
            titles=titles,
            by=register.by,
            institution_id=institution.id,
        )
        for institution in about
    ]
    papers[1].sign(on=clock.now(), signed_by="Ketut Ardana", by=register.by)
    papers[2].void(reason="Tanggal rapat salah ketik.", by=register.by)
    register.cast.examples |= {"document_id": papers[1].id, "code": papers[1].code}


def _days(register: Register) -> None:
    """A day that the secretariat has entered itself."""
    enter(
        CalendarDay(),
        by=register.by,
        day=clock.today("Asia/Jakarta"),
        kind=DayKind.OBSERVANCE,
        name_id="Hari jadi jaringan",
        name_en="Anniversary of the network",
        certainty=Certainty.DECREE,
        source="Keputusan rapat anggota",
    )


CHAPTERS: tuple[Callable[[Register], None], ...] = (
    _people,
    _accounts,
    _letterhead,
    _papers,
    _days,
)
