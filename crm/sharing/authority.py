"""Who may speak for whom, and whom to ask (domain 3.3, 5.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.core.db import db
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import current, heirs, today
from crm.links.models import Link
from crm.network.queries import the_network
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.queries import IN_RANK, person_of, person_with_email
from crm.permissions import Permission, Role
from crm.sharing.models import CONFIRMING, Assignment, Party, Voice
from crm.sharing.models.rules import approving_party
from crm.sharing.queries import bodies_over, institutions_under


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Someone who may answer for a party, and how to reach them."""

    party: Party
    name: str
    email: str
    language: str
    institution_id: int | None
    zone: str
    province_code: str | None
    person_id: int | None = None
    user_id: int | None = None
    is_head: bool = False

    @property
    def is_reachable(self) -> bool:
        """Tell whether a letter or the first page reaches them."""
        return bool(self.email) or self.user_id is not None


Contacts = Mapping[Party, Sequence[Contact]]


def parties_of(user: User, assignment: Assignment, contacts: Contacts | None = None) -> list[Party]:
    """The parties for which a user may answer, whether or not they are asked now.

    For an institution answers only who holds a current role there with the right to confirm.
    """
    parties: list[Party] = []
    if user.can(Permission.ANSWER_SHARING):
        found = contacts or contacts_of([assignment])[assignment.id]
        parties += [party for party in CONFIRMING if _is_among(user, found[party])]
    if _approves(user, assignment):
        parties.append(approving_party(assignment))
    return parties


def _is_among(user: User, contacts: Iterable[Contact]) -> bool:
    return any(contact.user_id == user.id for contact in contacts)


def voice_of(
    user: User,
    assignment: Assignment,
    among: Iterable[Party] | None = None,
    contacts: Contacts | None = None,
) -> Voice:
    """How a user speaks on an assignment: for the party that is asked; 403 for none at all.

    Who speaks for two parties answers for the one still awaited first.
    """
    wanted = set(Party if among is None else among)
    parties = [party for party in parties_of(user, assignment, contacts) if party in wanted]
    if not parties:
        abort(403)
    person = db.session.scalar(person_of(user))
    return Voice(
        party=next((one for one in parties if one in assignment.awaited), parties[0]),
        by=user.as_actor(),
        email=(person and person.email) or user.email,
        person_id=person.id if person else None,
    )


def voice_by(link: Link) -> Voice:
    """How the holder of a link speaks: for the party to whom it was sent."""
    person = (
        db.session.get(Person, link.person_id)
        if link.person_id
        else db.session.scalar(person_with_email(link.recipient))
    )
    return Voice(
        party=Party(link.party),
        by=link.as_actor(),
        email=link.recipient,
        person_id=person.id if person else None,
    )


def may_withdraw(user: User, assignment: Assignment) -> bool:
    """Tell whether this user's side proposed it, and may therefore take it back."""
    return user.can(Permission.PROPOSE_SHARING) and _is_proposer(user, assignment)


def may_edit(user: User, assignment: Assignment) -> bool:
    """Tell whether this user may change the draft or send it."""
    return user.can(Permission.PROPOSE_SHARING) and (
        user.role is Role.SECRETARIAT or _is_proposer(user, assignment)
    )


def may_issue_papers(user: User, assignment: Assignment) -> bool:
    """Tell whether this user may issue the duty letter: the secretariat, or the home."""
    if user.role is Role.SECRETARIAT:
        return user.can(Permission.ISSUE_SHARING_PAPERS)
    return user.belongs_to(assignment.home) and user.can(Permission.ISSUE_SHARING_PAPERS)


def contacts_of(assignments: Sequence[Assignment]) -> dict[int, dict[Party, list[Contact]]]:
    """Whom to ask, for each assignment and party; heads first. One statement however many.

    The person is the one whom the current version names.
    """
    heads = confirmers_at({place for one in assignments for place in (one.home_id, one.host_id)})
    found: dict[int, dict[Party, list[Contact]]] = {}
    for assignment in assignments:
        found[assignment.id] = {
            Party.HOME_HEAD: as_contacts(Party.HOME_HEAD, heads.get(assignment.home_id, ())),
            Party.HOST_HEAD: as_contacts(Party.HOST_HEAD, heads.get(assignment.host_id, ())),
            Party.PERSON: [the_person(assignment, assignment.helper)],
        }
    return found


def contacts_at_work(assignment: Assignment, contacts: Contacts) -> dict[Party, list[Contact]]:
    """The same contacts with the person who works now, whoever a change may name."""
    return {
        party: [the_person(assignment, assignment.person)] if party is Party.PERSON else [*known]
        for party, known in contacts.items()
    }


def contacts_for(assignment: Assignment) -> dict[Party, list[Contact]]:
    """Whom to ask for each party of one assignment, the parent body's approver included."""
    found = contacts_of([assignment])[assignment.id]
    approver = approvers_of([assignment]).get(assignment.id)
    found[approving_party(assignment)] = [approver] if approver else []
    return found


def approvers_of(assignments: Sequence[Assignment]) -> dict[int, Contact]:
    """Who approves each assignment, where a parent body is on record. One statement."""
    bodies = approving_bodies({_supervised(one).id for one in assignments})
    return {
        one.id: _as_approver(one, bodies[_supervised(one).id])
        for one in assignments
        if _supervised(one).id in bodies
    }


def approving_body(assignment: Assignment) -> ParentBody | None:
    """The parent body that approves: the nearest above the home that names an approver."""
    place = _supervised(assignment)
    return approving_bodies({place.id}).get(place.id)


def approving_bodies(institution_ids: set[int]) -> dict[int, ParentBody]:
    """The parent body that approves for each institution: the nearest that names an approver."""
    near: dict[int, list[ParentBody]] = {}
    for place_id, body in db.session.execute(bodies_over(institution_ids, on=today())):
        near.setdefault(place_id, []).append(body)
    return {
        place_id: next(
            (one for one in bodies if one.approver_email or one.approver_post), bodies[0]
        )
        for place_id, bodies in near.items()
    }


def _supervised(assignment: Assignment) -> Institution:
    """Whose parent body approves: the home's, or the host's where there is no home."""
    return assignment.home or assignment.host


def _approves(user: User, assignment: Assignment) -> bool:
    if not user.can(Permission.APPROVE_SHARING) or user.parent_body_id is None:
        return False
    place = _supervised(assignment).id
    return place in set(db.session.scalars(institutions_under(user.parent_body_id, on=today())))


def _is_proposer(user: User, assignment: Assignment) -> bool:
    if assignment.proposer is Party.SECRETARIAT:
        return user.role is Role.SECRETARIAT
    return user.belongs_to(assignment.proposer_institution)


def confirmers_at(institution_ids: set[int | None]) -> Mapping[int | None, list[Affiliation]]:
    """Those who may confirm for each institution, or for what it became part of, by rank."""
    line = heirs(one for one in institution_ids if one is not None).subquery()
    query = (
        sa.select(line.c.asked_id, Affiliation)
        .join(Affiliation, Affiliation.institution_id == line.c.heir_id)
        .options(
            joinedload(Affiliation.person).joinedload(Person.user),
            joinedload(Affiliation.institution),
        )
        .where(Affiliation.may_confirm, current(Affiliation, today()))
        .order_by(IN_RANK, line.c.heir_id == line.c.asked_id, Affiliation.id)
    )
    found: dict[int | None, list[Affiliation]] = {}
    for place_id, affiliation in db.session.execute(query):
        found.setdefault(place_id, []).append(affiliation)
    return found


def as_contacts(party: Party, affiliations: Iterable[Affiliation]) -> list[Contact]:
    """Those who may confirm for an institution, as people to write to."""
    return [
        Contact(
            party=party,
            name=one.person.full_name,
            email=_email_of(one.person),
            language=one.person.language,
            institution_id=one.institution_id,
            zone=one.institution.zone if one.institution else the_network().zone,
            province_code=one.institution.province_code if one.institution else None,
            person_id=one.person_id,
            user_id=one.person.user_id,
            is_head=one.role is ContactRole.HEAD,
        )
        for one in affiliations
    ]


def _email_of(person: Person) -> str:
    """Where letters reach someone: the own address, else the account's."""
    return person.email or (person.user.email if person.user else "")


def the_person(assignment: Assignment, person: Person) -> Contact:
    """Somebody as the person of an assignment."""
    home = assignment.home
    return Contact(
        party=Party.PERSON,
        name=person.full_name,
        email=_email_of(person),
        language=person.language,
        institution_id=assignment.home_id,
        zone=home.zone if home else the_network().zone,
        province_code=home.province_code if home else None,
        person_id=person.id,
        user_id=person.user_id,
    )


def _as_approver(assignment: Assignment, body: ParentBody) -> Contact:
    place = _supervised(assignment)
    return Contact(
        party=approving_party(assignment),
        name=body.approver_name or body.approver_post or body.name,
        email=body.approver_email,
        language="id",
        institution_id=place.id,
        zone=place.zone,
        province_code=place.province_code,
    )
