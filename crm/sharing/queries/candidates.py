"""Who may be asked to help, and where: the choices before a draft is written."""

from datetime import date

import sqlalchemy as sa

from crm.accounts.models import User
from crm.institutions.models import Institution
from crm.institutions.queries import current, institutions_visible_to, is_choosable
from crm.people.models import Affiliation, Expert, Person
from crm.people.queries import is_choosable_person, people_at
from crm.permissions import Role

MOST = 20
MOST_STAFF = 200


def people_to_ask(user: User, text: str, *, on: date) -> sa.Select[Person]:
    """People found by name or e-mail: anyone for the secretariat.

    A member finds its own people and the network's experts by name, others by exact e-mail only:
    names of other members' staff are theirs to give.
    """
    folded = text.strip().casefold()
    named = Person.sort_name.contains(folded, autoescape=True) & known_to(user, on)
    query = sa.select(Person).where(named | (Person.email == folded), is_choosable_person())
    return query.order_by(Person.sort_name, Person.id).limit(MOST)


def known_to(user: User, on: date) -> sa.ColumnElement[bool]:
    if user.role is Role.SECRETARIAT:
        return sa.true()
    own = people_at(user.institution_id or 0, on=on).with_only_columns(Person.id)
    return Person.id.in_(sa.select(Expert.person_id)) | Person.id.in_(own)


def workplaces_of(person: Person, *, on: date) -> sa.Select[Institution]:
    """The institutions at which someone works on a day."""
    there = sa.select(Affiliation.institution_id).where(
        Affiliation.person_id == person.id, current(Affiliation, on)
    )
    return sa.select(Institution).where(Institution.id.in_(there)).order_by(Institution.sort_name)


def hosts_to_help(user: User, text: str, *, but: int | None) -> sa.Select[Institution]:
    """Institutions found by name or code that may be chosen, the home left out."""
    folded = text.strip().casefold()
    named = Institution.sort_name.contains(folded, autoescape=True)
    return (
        institutions_visible_to(user)
        .where(named | (Institution.code == text.strip()), Institution.id.is_distinct_from(but))
        .where(is_choosable())
        .order_by(Institution.sort_name, Institution.id)
        .limit(MOST)
    )


def people_to_take_over(home_id: int | None, *, on: date) -> sa.Select[Person]:
    """Who works at a home on a day, and could do the work instead."""
    staff = people_at(home_id or 0, on=on).with_only_columns(Person.id)
    query = sa.select(Person).where(Person.id.in_(staff), is_choosable_person())
    return query.order_by(Person.sort_name, Person.id).limit(MOST_STAFF)
