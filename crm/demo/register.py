"""Fills the register: the real institutions that may be shown, and the invented members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa

from crm.accounts.invitations import new_user
from crm.accounts.models import User
from crm.accounts.setup import close_setup
from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.db import db, save
from crm.demo import cast
from crm.demo.askings import ask_parents
from crm.demo.consents import speak_of_data
from crm.demo.humans import EXPERTS, HUMANS
from crm.institutions.models import (
    Institution,
    MembershipState,
    OfferedService,
    ParentBody,
    Service,
    Strength,
)
from crm.institutions.queries import today
from crm.institutions.tree import place_body, place_institution
from crm.network.models import Signatory
from crm.network.queries import the_network
from crm.people.models import Affiliation, Expert, Person, PersonCategory, PersonSkill, Skill
from crm.places.models import Regency

WAY_IN = ("applied", "verified", "active", "grace")
OTHERWISE = {"prospect", "honorary"}
MUCH = 3
"""From this depth on a strength needs its evidence."""


@dataclass
class Troupe:
    """The cast once it stands in the database, by the keys of `cast`."""

    members: dict[str, Institution] = field(default_factory=dict)
    parents: dict[str, ParentBody] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    @property
    def secretary(self) -> Actor:
        """Who keeps the register."""
        return self.users["sari@jpk.example"].as_actor()


def enter_cast(password_hash: str) -> Troupe:
    """Enter the invented parents, members, people and accounts."""
    troupe = Troupe()
    _settle_network()
    _enter_parents(troupe)
    _enter_members(troupe)
    _enter_people(troupe)
    _open_accounts(troupe, password_hash)
    ask_parents(troupe.parents, by=troupe.secretary)
    speak_of_data(troupe.people, by=troupe.secretary)
    return troupe


def _settle_network() -> None:
    """What stands on the letters of the demo network."""
    the_network().change(
        by=SYSTEM,
        unit="Sekretariat",
        address="Jalan Pustaka Raya 1, Jakarta",
        phone="+62 899 0010 0000",
        email="sekretariat@jpk.example",
        web="jpk.example",
    )
    save(Signatory(office="Ketua Jaringan", name="Prof. Dr. Lestari Handayani, M.Lib."))


def _enter_parents(troupe: Troupe) -> None:
    for parent in cast.PARENTS:
        body = save(
            ParentBody.register(
                by=SYSTEM,
                name=parent.name,
                level=parent.level,
                approver_post=parent.approver_post,
                approver_name=parent.approver,
                approver_email=f"{parent.key}@lembaga.example" if parent.approver else "",
            )
        )
        troupe.parents[parent.key] = body
        if parent.above:
            place_body(body, troupe.parents[parent.above], by=SYSTEM)


def _enter_members(troupe: Troupe) -> None:
    for member in cast.MEMBERS:
        institution = save(
            Institution.register(
                by=SYSTEM,
                name=member.name,
                name_en=member.name_en,
                type=member.type,
                regency=db.session.get(Regency, member.regency),
                npp=member.npp or None,
                email=f"perpustakaan.{member.key.lower()}@anggota.example",
                phone=f"+62 899 0010 {len(troupe.members):04}",
                address=f"Jalan Pustaka Raya {len(troupe.members) + 1}",
            )
        )
        troupe.members[member.key] = institution
        if member.parent:
            place_institution(institution, troupe.parents[member.parent], by=SYSTEM)
        _bring_in(institution, cast.STATES.get(member.key, "active"), len(troupe.members))
        _offer(institution, member.services.split())
        _note_strengths(institution, cast.STRENGTHS.get(member.key, "").split())


def _bring_in(institution: Institution, state: str, place: int) -> None:
    joined = today() - timedelta(days=400 - 25 * place)
    for step in _way_to(state):
        institution.move_membership(MembershipState(step), by=SYSTEM, on=joined)


def _way_to(state: str) -> Sequence[str]:
    """The states through which a member came to where it stands."""
    if not state or state in OTHERWISE:
        return [state] if state else []
    return WAY_IN[: WAY_IN.index(state) + 1]


def _offer(institution: Institution, codes: list[str]) -> None:
    for service in db.session.scalars(sa.select(Service).where(Service.code.in_(codes))):
        save(OfferedService(institution=institution, service=service))


def _note_strengths(institution: Institution, told: list[str]) -> None:
    for word in told:
        subject, depth = word.rstrip("*")[:-1], int(word.rstrip("*")[-1])
        save(
            Strength.note(
                institution,
                by=SYSTEM,
                subject=subject,
                depth=depth,
                leads=word.endswith("*"),
                formats=["books", "theses"] if depth >= MUCH else ["books"],
                evidence="Conspectus bersama 2026" if depth >= MUCH else "",
            )
        )


def _enter_people(troupe: Troupe) -> None:
    skills = {skill.code: skill for skill in db.session.scalars(sa.select(Skill))}
    for human in HUMANS:
        person = save(
            Person.register(
                by=SYSTEM,
                name=human.name,
                title_before=human.front,
                title_after=human.back,
                email=_address_of(human.key, human.at),
                phone=f"+6289900{len(troupe.people):05}",
                position=human.position,
                category=PersonCategory.CIVIL_SERVANT
                if human.key == "ratna"
                else PersonCategory.OTHER,
            )
        )
        troupe.people[human.key] = person
        place = troupe.members[human.at]
        facts = {"role": human.role, "position": human.position, "may_confirm": human.may_confirm}
        save(Affiliation.begin(person, place, by=SYSTEM, **facts))
        _can(person, human.skills, skills)
    _name_experts(troupe)


def _address_of(key: str, at: str) -> str:
    known = {account.person: account.email for account in cast.ACCOUNTS if account.person}
    return known.get(key, f"{key}@{at.lower()}.anggota.example")


def _can(person: Person, words: str, skills: Mapping[str, Skill]) -> None:
    for word in words.split():
        code, level = word.split(":")
        save(PersonSkill(person=person, skill=skills[code], level=int(level)))


def _name_experts(troupe: Troupe) -> None:
    for key, (kind, subject) in EXPERTS.items():
        expert = Expert.of(troupe.people[key], kind=kind)
        expert.field = subject
        troupe.people[key].last_contact_on = today() - timedelta(days=30)
        save(expert)


def _open_accounts(troupe: Troupe, password_hash: str) -> None:
    close_setup()
    for account in cast.ACCOUNTS:
        user = new_user(
            account.email,
            role=account.role,
            name=account.name,
            institution=troupe.members.get(account.institution),
        )
        user.parent_body = troupe.parents.get(account.parent)
        user.password_hash, user.needs_totp = password_hash, False
        user.created_at = clock.now() - timedelta(days=300)
        troupe.users[account.email] = user
        if account.person:
            troupe.people[account.person].user = user
