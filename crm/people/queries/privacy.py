"""Questions about consent and about wishes to be forgotten."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, with_expression

from crm.core.actors import Visitor
from crm.core.db import db
from crm.institutions.models import Institution
from crm.institutions.queries import current
from crm.people.models import (
    Affiliation,
    Consent,
    Decision,
    Erasure,
    ErasureState,
    Expert,
    Person,
    Purpose,
)
from crm.people.queries.people import IN_RANK, people_visible_to


def consents_of(person_id: int) -> sa.Select[Consent]:
    """Everything that a person said about their data, the newest first."""
    return sa.select(Consent).where(Consent.person_id == person_id).order_by(Consent.id.desc())


def standing_consents(person_id: int) -> dict[Purpose, Consent]:
    """What holds for each purpose that a person was asked about. One statement."""
    held = db.session.scalars(consents_of(person_id).where(Consent.holds))
    return {line.purpose: line for line in held}


def consenting_to(purpose: Purpose) -> sa.Select[int]:
    """The people who allow the use of their data for a purpose, by id: for any `person_id.in_`."""
    return sa.select(Consent.person_id).where(
        Consent.purpose == purpose, Consent.decision == Decision.GIVEN, Consent.holds
    )


def consented_among(person_ids: Collection[int], purpose: Purpose) -> set[int]:
    """Those of some people who allow it. One statement."""
    return set(db.session.scalars(consenting_to(purpose).where(Consent.person_id.in_(person_ids))))


def listed_contacts(institution: Institution, *, on: date) -> sa.Select[Affiliation]:
    """Who works at an institution on a day and agreed that other members see how to reach them."""
    return listed_contacts_of([institution.id], on=on)


def listed_contacts_of(ids: Collection[int], *, on: date) -> sa.Select[Affiliation]:
    """The same for some institutions."""
    return (
        sa.select(Affiliation)
        .join(Affiliation.person)
        .where(
            Affiliation.institution_id.in_(ids),
            current(Affiliation, on),
            Person.id.in_(consenting_to(Purpose.CONTACT)),
        )
        .options(joinedload(Affiliation.person, innerjoin=True))
        .order_by(IN_RANK, Person.sort_name, Affiliation.id)
    )


def mailboxes_of(person: Person, *, on: date) -> dict[int, str]:
    """The mailboxes of the institutions where a person works on a day, by rank of the role."""
    query = (
        sa.select(Institution.id, Institution.email)
        .join(Affiliation, Affiliation.institution_id == Institution.id)
        .where(
            Affiliation.person_id == person.id, Institution.email != "", current(Affiliation, on)
        )
        .order_by(IN_RANK, Affiliation.id)
    )
    return {place: email for place, email in db.session.execute(query) if email}


def people_in_full(reader: Visitor) -> sa.Select[Person]:
    """The people whom someone may see, with what they can do and allow, and their open wish."""
    wish = (
        sa.select(Erasure.id)
        .where(Erasure.person_id == Person.id, Erasure.state == ErasureState.DUE)
        .correlate(Person)
        .scalar_subquery()
    )
    return people_visible_to(reader).options(
        joinedload(Person.expert).joinedload(Expert.owner),
        joinedload(Person.standing_consents),
        joinedload(Person.skills),
        with_expression(Person.erasure_due_id, wish),
    )


def erasures() -> sa.Select[Erasure]:
    """Every wish to be forgotten, with the person."""
    return sa.select(Erasure).options(joinedload(Erasure.person, innerjoin=True))


def erasures_due() -> sa.Select[Erasure]:
    """The wishes that wait to be decided, the most urgent first."""
    return erasures().where(Erasure.state == ErasureState.DUE).order_by(Erasure.due_at, Erasure.id)


def erasure_due_of(person: Person) -> sa.Select[Erasure]:
    """The open wish of one person."""
    return erasures_due().where(Erasure.person_id == person.id)


def erasures_done() -> sa.Select[Erasure]:
    """Those that were carried out, in their order."""
    return erasures().where(Erasure.state == ErasureState.DONE).order_by(Erasure.id)
