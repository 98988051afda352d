"""Questions about people, their affiliations and skills."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from crm.accounts.models import User
from crm.core.actors import Visitor
from crm.core.db import db
from crm.core.text import folded
from crm.institutions.models import Institution, ParentBody
from crm.institutions.models.members import NETWORK_STAFF
from crm.institutions.queries import current, family, today
from crm.labels.queries import is_archived
from crm.people.models import Affiliation, ContactRole, Person, PersonSkill, Skill
from crm.permissions import Role

RANKS = {
    ContactRole.HEAD: 0,
    ContactRole.DEPUTY: 1,
    ContactRole.LIAISON: 2,
    ContactRole.SIGNATORY: 3,
    ContactRole.TRAINING: 4,
    ContactRole.PROMOTION: 5,
    ContactRole.IT: 6,
    ContactRole.STAFF: 7,
}
IN_RANK = sa.case({role.value: rank for role, rank in RANKS.items()}, value=Affiliation.role)


def people_visible_to(reader: Visitor, *, on: date | None = None) -> sa.Select[Person]:
    """The people whom someone may see: the network's staff all, a partner those of the own house.

    Nobody else sees people as such: campaign managers, approvers and experts meet them only by
    name where they work together.
    """
    role = Role(reader.role_word)
    if role in NETWORK_STAFF:
        return sa.select(Person)
    if role is not Role.PARTNER or reader.institution_id is None:
        return sa.select(Person).where(sa.false())
    return people_at(reader.institution_id, on=on or today())


def people_with_history_for(reader: Visitor) -> sa.Select[Person]:
    """The people whose timeline someone reads: notes on a person are the network's staff's alone.

    A campaign manager never reads them (domain 5.6).
    """
    is_staff = Role(reader.role_word) in NETWORK_STAFF
    return sa.select(Person) if is_staff else sa.select(Person).where(sa.false())


def people_at(institution_id: int, *, on: date) -> sa.Select[Person]:
    """Who works at an institution on a day, or at what became part of it."""
    there = sa.select(Affiliation.person_id).where(
        Affiliation.institution_id.in_(family([institution_id])), current(Affiliation, on)
    )
    return sa.select(Person).where(Person.id.in_(there))


def affiliations_of(person: Person) -> sa.Select[Affiliation]:
    """Where a person works and worked, the present first."""
    return (
        sa.select(Affiliation)
        .where(Affiliation.person_id == person.id)
        .options(joinedload(Affiliation.institution), joinedload(Affiliation.parent_body))
        .order_by(
            Affiliation.ends_on.isnot(None), Affiliation.starts_on.desc(), Affiliation.id.desc()
        )
    )


def current_contacts(institution: Institution, *, on: date) -> sa.Select[Affiliation]:
    """Who works at an institution on a day, with the person: heads first, then by name."""
    return (
        sa.select(Affiliation)
        .join(Affiliation.person)
        .where(Affiliation.institution_id == institution.id, current(Affiliation, on))
        .options(joinedload(Affiliation.person, innerjoin=True))
        .order_by(IN_RANK, Person.sort_name, Affiliation.id)
    )


def contacts_of_body(body: ParentBody, *, on: date) -> sa.Select[Affiliation]:
    """Who works at a parent body on a day, with the person."""
    return (
        sa.select(Affiliation)
        .join(Affiliation.person)
        .where(Affiliation.parent_body_id == body.id, current(Affiliation, on))
        .options(joinedload(Affiliation.person, innerjoin=True))
        .order_by(IN_RANK, Person.sort_name, Affiliation.id)
    )


def current_affiliation(
    person: Person, place: Institution | ParentBody, *, on: date
) -> sa.Select[Affiliation]:
    """What a person is at a place on a day, the highest role first."""
    is_institution = isinstance(place, Institution)
    where = Affiliation.institution_id if is_institution else Affiliation.parent_body_id
    return (
        sa.select(Affiliation)
        .where(Affiliation.person_id == person.id, where == place.id, current(Affiliation, on))
        .order_by(IN_RANK, Affiliation.id)
        .limit(1)
    )


def heads_of(institution: Institution, *, on: date) -> sa.Select[Person]:
    """Who heads an institution on a day."""
    return _holders(institution, ContactRole.HEAD, on=on)


def liaisons_of(institution: Institution, *, on: date) -> sa.Select[Person]:
    """The liaison contacts of an institution on a day, whoever came first, first."""
    return _holders(institution, ContactRole.LIAISON, on=on)


def liaison_of(institution: Institution, *, on: date) -> Person | None:
    """The liaison contact of an institution on a day; the head where there is none."""
    held = (ContactRole.LIAISON, ContactRole.HEAD)
    first = sa.case({role.value: place for place, role in enumerate(held)}, value=Affiliation.role)
    return db.session.scalar(
        sa.select(Person)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .where(
            Affiliation.institution_id == institution.id,
            Affiliation.role.in_(held),
            current(Affiliation, on),
        )
        .order_by(first, Affiliation.id)
        .limit(1)
    )


def _holders(institution: Institution, role: ContactRole, *, on: date) -> sa.Select[Person]:
    return (
        sa.select(Person)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .where(
            Affiliation.institution_id == institution.id,
            Affiliation.role == role,
            current(Affiliation, on),
        )
        .order_by(Affiliation.id)
    )


def confirmers_of(institution: Institution, *, on: date) -> sa.Select[Person]:
    """Who may confirm for an institution on a day, heads first."""
    return (
        sa.select(Person)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .where(
            Affiliation.institution_id == institution.id,
            Affiliation.may_confirm,
            current(Affiliation, on),
        )
        .order_by(IN_RANK, Affiliation.id)
    )


def institutions_confirmable_by(user: User, *, on: date) -> sa.Select[Institution]:
    """The institutions for which someone may say yes or no on a day.

    A partner whose account belongs to a person of the register: where that person may confirm.
    A partner whose account stands alone: the account's own institution. Nobody else signs for a
    member (domain 5.6).
    """
    if user.role is not Role.PARTNER:
        return sa.select(Institution).where(sa.false())
    me = aliased(Person)
    given = (
        sa.select(Affiliation.institution_id)
        .join(me, me.id == Affiliation.person_id)
        .where(me.user_id == user.id, Affiliation.may_confirm, current(Affiliation, on))
    )
    is_in_register = sa.exists(sa.select(Person.id).where(Person.user_id == user.id))
    stands_alone = sa.and_(Institution.id == user.institution_id, ~is_in_register)
    return sa.select(Institution).where(Institution.id.in_(given) | stands_alone)


def person_of(user: User) -> sa.Select[Person]:
    """The person of the register whose account this is."""
    return sa.select(Person).where(Person.user_id == user.id)


def person_with_email(email: str) -> sa.Select[Person]:
    """Whoever has an e-mail address, written in its comparing form."""
    return sa.select(Person).where(Person.email == email)


def namesakes_of(name: str) -> sa.Select[Person]:
    """People of the same name, titles and spelling of letters apart."""
    return (
        sa.select(Person)
        .where(Person.sort_name == folded(name)[:200], Person.erased_at.is_(None))
        .order_by(Person.id)
    )


def is_choosable_person() -> sa.ColumnElement[bool]:
    """Hold for people who may be chosen for something: not erased, not in the archive."""
    return Person.erased_at.is_(None) & ~is_archived(Person, "person")


def successors_of(affiliation: Affiliation, words: str, *, on: date) -> sa.Select[Person]:
    """Who may take over: the colleagues at the place, or people whose names hold the words."""
    there = sa.select(Affiliation.person_id).where(
        Affiliation.institution_id.is_not_distinct_from(affiliation.institution_id),
        Affiliation.parent_body_id.is_not_distinct_from(affiliation.parent_body_id),
        current(Affiliation, on),
    )
    named = [Person.sort_name.contains(word, autoescape=True) for word in folded(words).split()]
    wanted = sa.and_(*named) if named else Person.id.in_(there)
    return (
        sa.select(Person)
        .where(wanted, Person.id != affiliation.person_id, is_choosable_person())
        .order_by(Person.sort_name, Person.id)
    )


def skills() -> sa.Select[Skill]:
    """The vocabulary of skills."""
    return sa.select(Skill).order_by(Skill.id)


def skills_of(person: Person) -> sa.Select[PersonSkill]:
    """What a person can do, the best first."""
    return (
        sa.select(PersonSkill)
        .where(PersonSkill.person_id == person.id)
        .order_by(PersonSkill.level.desc(), PersonSkill.skill_id)
    )


def workplaces_of(
    person_ids: Iterable[int], reader: Visitor, *, on: date
) -> dict[int, list[Affiliation]]:
    """Where each of some people works on a day, as far as the reader may know.

    Costs one statement.
    """
    query = (
        sa.select(Affiliation)
        .where(Affiliation.person_id.in_(list(person_ids)), current(Affiliation, on))
        .options(joinedload(Affiliation.institution), joinedload(Affiliation.parent_body))
        .order_by(IN_RANK, Affiliation.id)
    )
    if Role(reader.role_word) not in NETWORK_STAFF:
        query = query.where(Affiliation.institution_id == reader.institution_id)
    places: dict[int, list[Affiliation]] = {}
    for one in db.session.scalars(query):
        places.setdefault(one.person_id, []).append(one)
    return places
