"""Two institutions that must not see each other, for trials of who sees what (reliability F13).

Everything that belongs to B carries one string, the canary, in each of its texts. Whoever finds it
in an answer to somebody of A has found a leak.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from crm.accounts.invitations import new_user
from crm.accounts.models import User
from crm.accounts.passwords import hashed
from crm.accounts.setup import close_setup
from crm.core.actors import SYSTEM
from crm.core.addresses import configuration
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.transactions import unit_of_work
from crm.demo.belongings import give_everything
from crm.demo.emptiness import is_empty
from crm.institutions.models import Institution, InstitutionType, MembershipState, ParentBody
from crm.institutions.queries import today
from crm.institutions.tree import place_institution
from crm.network.models import Signatory
from crm.people.models import Affiliation, ContactRole, Person
from crm.permissions import Role
from crm.places.models import Regency

PLACES = {"A": "32.73", "B": "73.71", "C": "34.71"}
WAY_IN = (MembershipState.APPLIED, MembershipState.VERIFIED, MembershipState.ACTIVE)
ALONE = (Role.SECRETARIAT, Role.CAMPAIGN_MANAGER, Role.BOARD, Role.ADMIN)
OF_A = (Role.PARENT_APPROVER, Role.EXPERT)


@dataclass
class Household:
    """One institution with its parent body, its head and its user."""

    key: str
    words: str
    institution: Institution
    parent: ParentBody
    head: Person
    users: list[User] = field(default_factory=list)


def seed_two_institutions() -> dict[str, Any]:
    """Make A and B with one user for each role; say how to sign in, and what must not be seen."""
    if not is_empty():
        raise NotPossible("This database holds people already. The seed needs an empty one.")
    canary, password = f"kenari{secrets.token_hex(6)}", secrets.token_urlsafe(12)
    password_hash = hashed(password)
    with unit_of_work():
        houses = {key: _household(key, canary if key == "B" else "") for key in PLACES}
        save(Signatory(office="Ketua Jaringan", name="Lestari Handayani"))
        close_setup()
        users = _users(houses, password_hash)
    give_everything(houses["B"], houses["C"], canary)
    return _told(houses, users, password, canary)


def _household(key: str, canary: str) -> Household:
    words = canary or f"Contoh {key}"
    regency = db.session.get(Regency, PLACES[key])
    institution = save(
        Institution.register(
            by=SYSTEM,
            name=f"Perpustakaan {words}",
            name_en=f"Library {words}",
            short_name=words,
            type=InstitutionType.HOSPITAL_LIBRARY,
            code=f"SEED-{key}",
            regency=regency,
            address=f"Jalan {words}",
            phone="+62 899 0000 0001" if key == "A" else words,
            email=f"perpustakaan@{words.replace(' ', '').lower()}.example",
            web=f"https://{words.replace(' ', '').lower()}.example",
            note=words,
            extras={"catatan": words},
        )
    )
    for state in WAY_IN:
        institution.move_membership(state, by=SYSTEM, on=today() - timedelta(days=90))
    institution.published = False
    parent = _parent(words, institution)
    return Household(key, words, institution, parent, _head(key, words, institution))


def _parent(words: str, institution: Institution) -> ParentBody:
    parent = save(
        ParentBody.register(
            by=SYSTEM,
            name=f"Rumah Sakit {words}",
            short_name=words,
            approver_post=f"Direktur {words}",
            approver_name=words,
            approver_email=f"direktur@{words.replace(' ', '').lower()}.example",
            address=words,
        )
    )
    place_institution(institution, parent, by=SYSTEM)
    return parent


def _head(key: str, words: str, institution: Institution) -> Person:
    person = save(
        Person.register(
            by=SYSTEM,
            name=f"Kepala {words}",
            title_after=words[:40],
            email=f"kepala.{key.lower()}@{words.replace(' ', '').lower()}.example",
            phone=words[:40],
            position=words,
            city=words,
            note=words,
        )
    )
    facts = {"role": ContactRole.HEAD, "position": words, "may_confirm": True}
    save(Affiliation.begin(person, institution, by=SYSTEM, **facts))
    return person


def _users(houses: dict[str, Household], password_hash: str) -> list[tuple[User, str | None]]:
    made: list[tuple[User, str | None]] = [(_user(role, password_hash), None) for role in ALONE]
    for key in ("A", "B"):
        house = houses[key]
        partner = _user(Role.PARTNER, password_hash, house, suffix=f".{key.lower()}")
        house.head.user = partner
        made.append((partner, key))
    return made + [(_user(role, password_hash, houses["A"]), "A") for role in OF_A]


def _user(
    role: Role, password_hash: str, house: Household | None = None, *, suffix: str = ""
) -> User:
    user = new_user(
        f"{role.value.replace('_', '.')}{suffix}@seed.example",
        role=role,
        name=house.words if house and house.key == "B" else f"Pengguna {role.value}",
        institution=house.institution if house and role is Role.PARTNER else None,
    )
    if house and role is Role.PARENT_APPROVER:
        user.parent_body = house.parent
    user.password_hash, user.needs_totp = password_hash, False
    return user


def _told(
    houses: dict[str, Household],
    users: list[tuple[User, str | None]],
    password: str,
    canary: str,
) -> dict[str, Any]:
    return {
        "base_url": configuration().base_url,
        "institutions": [
            {"key": key, "id": houses[key].institution.id, "code": houses[key].institution.code}
            for key in ("A", "B")
        ],
        "users": [
            {"role": user.role.value, "email": user.email, "password": password, "institution": key}
            for user, key in users
        ],
        "canary": canary,
    }
